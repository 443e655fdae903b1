import type { RawResponse } from './raw-response.ts'

/** The defect of an answer by its status and headers. A 204 has no body (RFC 9110, section 6.4.1). */
export function headDefect({ status, headers }: Pick<RawResponse, 'status' | 'headers'>): string | undefined {
  const announces = status === 204 && headers.some(([name, value]) => isOfBody(name.toLowerCase(), value))
  return announces ? 'the answer is a 204 without a body, but its headers announce a body' : undefined
}

function isOfBody(name: string, value: string): boolean {
  return name === 'transfer-encoding' || (name === 'content-length' && value.trim() !== '0')
}
