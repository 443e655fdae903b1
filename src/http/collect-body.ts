import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

/** Gathers a body up to a bound, which holds for what comes and for what it becomes once decoded as Content-Encoding says. */
export interface BodyCollector {
  /** False once nothing more is wanted: `defect` says why. */
  readonly write: (chunk: Uint8Array) => boolean
  readonly end: () => Collected | Promise<Collected>
}

export interface Collected {
  readonly body: Uint8Array
  readonly defect?: string
}

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
      // An answer without a body, to a HEAD say, may still name the coding that its body would have.
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
  /** From now on there is nothing in it, and nothing comes. */
  readonly abandon: () => false
  readonly isAbandoned: () => boolean
  readonly join: () => Uint8Array
}

/** Small chunks are gathered in blocks: a body that comes in single bytes takes no more room than one that comes in one piece. */
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
      // Most bodies are one chunk, which is taken as it is.
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

/** Nobody encodes a body more than once or twice; each time costs work. */
const MOST_CODINGS = 4

/** In the order in which they are to be undone; an unknown one is left as it is: the judge then finds a body that is no JSON. */
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
