import type { RawResponse } from './raw-response.ts'

/** What is wrong with an answer by its status and headers alone: RFC 9110, section 6.4.1, lets no 204 have a body. */
export function headDefect({ status, headers }: Pick<RawResponse, 'status' | 'headers'>): string | undefined {
  const announces = status === 204 && headers.some(([name, value]) => isOfBody(name.toLowerCase(), value))
  return announces ? 'it is a 204, which has no body, and announces one' : undefined
}

function isOfBody(name: string, value: string): boolean {
  return name === 'transfer-encoding' || (name === 'content-length' && value.trim() !== '0')
}
