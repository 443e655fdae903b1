import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Transform } from 'node:stream'

/** Gathers a body up to a bound, decoding what Content-Encoding names; the bound holds for what comes out. */
export interface BodyCollector {
  /** False once nothing more is wanted: `defect` says why. */
  readonly write: (chunk: Uint8Array) => boolean
  readonly end: () => Promise<{ readonly body: Uint8Array; readonly defect?: string }>
}

export function collectBody(encoding: string | undefined, limit: number): BodyCollector {
  const decoder = encoding === undefined ? undefined : decoderFor(encoding)
  return decoder === undefined ? collectPlain(limit) : collectDecoded(decoder, limit)
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** Unknown codings are left as they are: the judge then finds a body that is no JSON. */
function decoderFor(encoding: string): Transform | undefined {
  return DECODERS[encoding.trim().toLowerCase()]?.()
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
    end: () => Promise.resolve(finish()),
  }
}

function collectDecoded(decoder: Transform, limit: number): BodyCollector {
  const chunks: Uint8Array[] = []
  let length = 0
  let defect: string | undefined
  const done = new Promise<void>((resolve) => {
    decoder.on('data', (chunk: Uint8Array) => {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      else {
        defect = `${tooLong(limit)} once decoded`
        decoder.destroy()
      }
    })
    decoder.on('end', resolve)
    decoder.on('close', resolve)
    decoder.on('error', () => {
      defect ??= 'the body does not decode as its Content-Encoding says'
      resolve()
    })
  })
  return {
    write(chunk) {
      if (defect === undefined && !decoder.destroyed) decoder.write(chunk)
      return defect === undefined
    },
    async end() {
      if (!decoder.destroyed) decoder.end()
      await done
      return defect === undefined ? { body: join(chunks) } : { body: new Uint8Array(), defect }
    },
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
}
