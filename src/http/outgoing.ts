import { Readable } from 'node:stream'
import { CHUNKED, inPieces } from './in-pieces.ts'
import type { TargetRequest } from './target.ts'

/** A body of pieces has no length of its own. Without one, undici sends it in chunks, and writes their header itself. */
export function headersOf({ headers, body, transfer }: TargetRequest): TargetRequest['headers'] {
  if (transfer === undefined || body === undefined) return headers
  if (transfer === 'split') return [...headers, ['Content-Length', String(body.length)]]
  return headers.filter(([name]) => name !== CHUNKED[0])
}

/** The body as undici takes it, in pieces where the request asks for them. */
export function bodyOf({ body, transfer }: TargetRequest): Buffer | Readable | null {
  if (body === undefined) return null
  if (transfer !== undefined) return Readable.from(inPieces(body, transfer))
  return Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength)
}

/** Names and values in one list, as undici expects. Requests with the same headers share the list. */
export function flatten(headers: TargetRequest['headers']): string[] {
  const known = flattened.get(headers)
  if (known !== undefined) return known
  const flat = headers.flat()
  flattened.set(headers, flat)
  return flat
}

const flattened = new WeakMap<TargetRequest['headers'], string[]>()
