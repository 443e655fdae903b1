import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Transform } from 'node:stream'

/** Gathers a body up to a bound, decoding what Content-Encoding names; the bound holds for what comes out. */
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
  const decoders = encoding === undefined ? [] : decodersFor(encoding)
  return decoders.length === 0 ? collectPlain(limit) : collectDecoded(decoders, limit)
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** In the order in which they undo what was done; an unknown coding is left as it is: the judge then finds a body that is no JSON. */
function decodersFor(encoding: string): readonly Transform[] {
  const codings = encoding.split(',').map((coding) => coding.trim().toLowerCase())
  return codings.toReversed().flatMap((coding) => DECODERS[coding]?.() ?? [])
}

function tooLong(limit: number): string {
  return `the body is longer than the limit of ${limit} bytes`
}

function collectPlain(limit: number): BodyCollector {
  const chunks: Uint8Array[] = []
  let length = 0
  const finish = () => (length > limit ? { body: new Uint8Array(), defect: tooLong(limit) } : { body: join(chunks) })
  return {
    write(chunk) {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      return length <= limit
    },
    end: finish,
  }
}

function collectDecoded(decoders: readonly Transform[], limit: number): BodyCollector {
  const chunks: Uint8Array[] = []
  let [received, length] = [0, 0]
  let defect: string | undefined
  const stop = (): void => {
    for (const decoder of decoders) decoder.destroy()
  }
  const done = new Promise<void>((resolve) => {
    for (const [index, decoder] of decoders.entries()) {
      const next = decoders[index + 1]
      if (next !== undefined) decoder.pipe(next)
      decoder.on('error', () => {
        defect ??= 'the body does not decode as its Content-Encoding says'
        stop()
        resolve()
      })
    }
    const last = decoders.at(-1)
    last?.on('data', (chunk: Uint8Array) => {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      else {
        defect = `${tooLong(limit)} once decoded`
        stop()
      }
    })
    last?.on('end', resolve).on('close', resolve)
  })
  const [first] = decoders
  return {
    write(chunk) {
      received += chunk.length
      if (defect === undefined && first?.destroyed === false) first.write(chunk)
      return defect === undefined
    },
    async end() {
      // An answer without a body, to a HEAD say, may still name the coding that its body would have.
      if (received === 0) stop()
      else first?.end()
      if (received > 0) await done
      return defect === undefined ? { body: join(chunks) } : { body: new Uint8Array(), defect }
    },
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
}
