import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

/** Collects a body up to a limit in bytes. The limit holds for the received and for the decoded body. */
export interface BodyCollector {
  /** Returns false when no further chunk is needed: `end` then returns the defect. */
  readonly write: (chunk: Uint8Array) => boolean
  readonly end: () => Collected | Promise<Collected>
}

/** A decoded body; empty beside a defect. */
export interface Collected {
  readonly body: Uint8Array
  readonly defect?: string
}

/** A collector for a body with this Content-Encoding and this limit in bytes. */
export function collectBody(encoding: string | undefined, limit: number): BodyCollector {
  const codings = encoding === undefined ? [] : knownCodings(encoding)
  const store = createStore()
  return {
    write(chunk) {
      const tooMuch = codings.length > MOST_CODINGS || store.length() + chunk.length > limit
      if (tooMuch || store.isAbandoned()) return store.abandon()
      store.add(chunk)
      return true
    },
    end() {
      if (codings.length > MOST_CODINGS) return { body: NOTHING, defect: `the body is encoded ${codings.length} times` }
      if (store.isAbandoned()) return { body: NOTHING, defect: tooLong(limit) }
      // An answer without a body, such as an answer to a HEAD, may name a coding.
      const body = store.join()
      return codings.length === 0 || body.length === 0 ? { body } : decode(body, codings, limit)
    },
  }
}

const NOTHING = new Uint8Array()

function tooLong(limit: number): string {
  return `the body is longer than the limit of ${limit} bytes`
}

interface Store {
  readonly add: (chunk: Uint8Array) => void
  readonly length: () => number
  /** Drops all chunks, and accepts no more. */
  readonly abandon: () => false
  readonly isAbandoned: () => boolean
  readonly join: () => Uint8Array
}

/** Chunks in blocks: a body of single-byte chunks needs no more memory than a body in one chunk. */
function createStore(): Store {
  let parts: Uint8Array[] = []
  let block = NOTHING
  let filled = 0
  let length = 0
  let isAbandoned = false
  const closeBlock = (): void => {
    if (filled > 0) parts.push(block.subarray(0, filled))
    block = NOTHING
    filled = 0
  }
  return {
    add(chunk) {
      // Most bodies are one chunk, which needs no copy.
      const alone = length === 0 || chunk.length >= BLOCK
      length += chunk.length
      if (alone || filled + chunk.length > block.length) closeBlock()
      if (alone) return void parts.push(chunk)
      if (block.length === 0) block = new Uint8Array(BLOCK)
      block.set(chunk, filled)
      filled += chunk.length
    },
    length: () => length,
    abandon() {
      parts = []
      isAbandoned = true
      return false
    },
    isAbandoned: () => isAbandoned,
    join() {
      closeBlock()
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
    },
  }
}

const BLOCK = 65_536

type Decoder = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(gunzip),
  'x-gzip': promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(gunzip),
  deflate: promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(inflate),
  br: promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(brotliDecompress),
}

/** The most codings that are decoded, as a count. Each coding costs time, and servers use one or two. */
const MOST_CODINGS = 4

/** The decoders in order of decoding. Unknown codings stay encoded: the judge then finds a body that is not JSON. */
function knownCodings(encoding: string): readonly Decoder[] {
  const codings = encoding.split(',').map((coding) => coding.trim().toLowerCase())
  return codings.toReversed().flatMap((coding) => (Object.hasOwn(DECODERS, coding) ? (DECODERS[coding] ?? []) : []))
}

async function decode(body: Uint8Array, decoders: readonly Decoder[], limit: number): Promise<Collected> {
  let decoded = body
  try {
    for (const decoder of decoders) decoded = await decoder(decoded, { maxOutputLength: limit })
    return { body: decoded }
  } catch (error) {
    const overflows = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return {
      body: NOTHING,
      defect: overflows ? `${tooLong(limit)} once decoded` : 'the body does not decode as its Content-Encoding says',
    }
  }
}
