import { cut, plainLines } from '../../reporters/plain-text.ts'

/** The kept end of an output, in bytes, and the part that is shown. */
const KEPT = 64_000
const SHOWN = { lines: 20, characters: 400 }

/** The last part of the output of a process. */
export interface OutputTail {
  readonly write: (chunk: Buffer) => void
  /** The last lines, each safe for a terminal and with secrets masked. */
  readonly lines: (mask: (text: string) => string) => readonly string[]
}

/** Keeps the end of an output; the memory stays the same for any length. */
export function createOutputTail(): OutputTail {
  const chunks: Buffer[] = []
  let length = 0
  let isCut = false
  return {
    write(chunk) {
      chunks.push(chunk.subarray(-KEPT))
      length += chunk.length
      isCut ||= chunk.length > KEPT
      while (length > KEPT && chunks.length > 1) {
        length -= chunks.shift()?.length ?? 0
        isCut = true
      }
    },
    lines(mask) {
      const text = Buffer.concat(chunks).toString()
      // The first line of a cut output may begin within a secret, and no mask knows a part of a secret.
      const whole = isCut ? text.slice(text.indexOf('\n') + 1 || text.length) : text
      const lines = plainLines(mask(whole).trimEnd())
      return lines.slice(-SHOWN.lines).map((line) => cut(line, SHOWN.characters))
    },
  }
}
