import type { Evidence } from '../../src/secrets/evidence.ts'

/**
 * The traits of a request that others lack, beside its URL and body: ` as the reader, with Accept: text/html, without Content-Type, with the body in pieces, cut within characters`. Empty for nothing.
 * The caller escapes it.
 */
export function sentAs({
  as,
  differs = [],
  ...request
}: Pick<Evidence['request'], 'as' | 'differs' | 'inPieces' | 'inChunks' | 'cutWithin'>): string {
  const headers = differs.map(({ name, value }) => (value === undefined ? `without ${name}` : `with ${name}: ${value}`))
  const pieces = piecesText(request)
  const traits = [...headers, ...(pieces === undefined ? [] : [`with the body in ${pieces}`])]
  return `${senderText(as)}${traits.map((trait) => `, ${trait}`).join('')}`
}

/** `chunks, cut within characters`; undefined for a body that was sent as a whole. */
export function piecesText({
  inPieces,
  inChunks,
  cutWithin,
}: Pick<Evidence['request'], 'inPieces' | 'inChunks' | 'cutWithin'>): string | undefined {
  if (inPieces !== true && inChunks !== true) return undefined
  return `${inPieces === true ? 'pieces' : 'chunks'}${cutWithin === true ? ', cut within characters' : ''}`
}

const PRINCIPALS = new Set(['reader', 'stranger'])

function senderText(as: string | undefined): string {
  if (as === undefined) return ''
  if (as === 'nobody') return ' without credentials'
  if (as === 'wrong') return ' with wrong credentials'
  return PRINCIPALS.has(as) ? ` as the ${as}` : ` with altered credentials (${as})`
}
