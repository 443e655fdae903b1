import type { Evidence } from '../../src/secrets/evidence.ts'

/**
 * The traits of a request that others lack, beside its URL and body: ` as the reader, with Accept: text/html, without Content-Type, with the body in pieces`. Empty for nothing.
 * The caller escapes it.
 */
export function sentAs({
  as,
  differs = [],
  inPieces,
}: Pick<Evidence['request'], 'as' | 'differs' | 'inPieces'>): string {
  const headers = differs.map(({ name, value }) => (value === undefined ? `without ${name}` : `with ${name}: ${value}`))
  const traits = [...headers, ...(inPieces === true ? ['with the body in pieces'] : [])]
  return `${senderText(as)}${traits.map((trait) => `, ${trait}`).join('')}`
}

const PRINCIPALS = new Set(['reader', 'stranger'])

function senderText(as: string | undefined): string {
  if (as === undefined) return ''
  if (as === 'nobody') return ' without credentials'
  if (as === 'wrong') return ' with wrong credentials'
  return PRINCIPALS.has(as) ? ` as the ${as}` : ` with altered credentials (${as})`
}
