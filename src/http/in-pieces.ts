/** The ways to send a body in pieces: in chunks of its transfer coding, or with its length and a pause between the pieces. */
export type Transfer = 'chunked' | 'split'

/** The header of a body in chunks. */
export const CHUNKED = ['Transfer-Encoding', 'chunked'] as const

/** The most cuts of a body, as a count. */
const MOST_CUTS = 8
/** The pause between pieces of a body with its length, in milliseconds: a connection joins pieces that follow at once. */
const PAUSE = 2

/** The bytes of a body in pieces. */
export async function* inPieces(body: Uint8Array, transfer: Transfer): AsyncGenerator<Uint8Array> {
  const edges = [0, ...cutsOf(body), body.length]
  for (const [index, edge] of edges.slice(1).entries()) {
    if (index > 0 && transfer === 'split') await new Promise((resolve) => void setTimeout(resolve, PAUSE))
    yield body.subarray(edges[index], edge)
  }
}

/** True for a body whose pieces end within characters of several bytes. */
export function isCutWithin(body: Uint8Array): boolean {
  return body.some((byte, index) => index > 0 && isContinuation(byte))
}

/** The cuts stand within characters of several bytes where there are some, else in the middle. */
function cutsOf(body: Uint8Array): readonly number[] {
  const within: number[] = []
  for (let index = 1; index < body.length && within.length < MOST_CUTS; index += 1)
    if (isContinuation(body[index]) && !isContinuation(body[index - 1])) within.push(index)
  if (within.length > 0) return within
  return body.length < 2 ? [] : [body.length >> 1]
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80
}
