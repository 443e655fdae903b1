import { StringDecoder } from 'node:string_decoder'
import { cut, plainLines } from '../../../reporters/text/plain-text.ts'

/** The kept end of an output, its longest line, and the part that is shown at the end of a run. The lengths are in characters. */
const KEPT = 500_000
const LONGEST_LINE = 64_000
/** The least cost of a line, in characters: each line takes memory of its own, and the first of a long list takes long to remove. */
const SHORTEST_LINE = 60
const SHOWN = { lines: 20, characters: 400 }

/** The last part of the output of a process. */
export interface OutputTail {
  /** Returns a writer for one stream: lines of two streams stay apart. */
  readonly stream: () => (chunk: Buffer) => void
  /** The last lines, each safe for a terminal and with secrets masked. */
  readonly lines: (mask: (text: string) => string) => readonly string[]
  /** The whole lines that ended in a span, in milliseconds since 1970, as they were written: secrets are not masked. */
  readonly between: (from: number, to: number) => readonly string[]
}

interface Line {
  readonly text: string
  /** The time of its end, in milliseconds since 1970. */
  readonly at: number
}

/** Keeps the end of an output; the memory stays the same for any length. */
export function createOutputTail(now: () => number = Date.now): OutputTail {
  const kept: Line[] = []
  const open: OpenLine[] = []
  let size = 0
  const keep = (text: string): void => {
    kept.push({ text, at: now() })
    size += costOf(text)
    while (size > KEPT && kept.length > 1) size -= costOf(kept.shift()?.text ?? '')
  }
  return {
    stream() {
      const line = createOpenLine(keep)
      open.push(line)
      return line.write
    },
    lines(mask) {
      const rest = open.map((line) => line.rest()).filter((text) => text !== '')
      const text = [...kept.map((line) => line.text), ...rest].join('\n')
      const lines = plainLines(mask(text).trimEnd())
      return lines.slice(-SHOWN.lines).map((line) => cut(line, SHOWN.characters))
    },
    between: (from, to) => kept.flatMap(({ text, at }) => (at >= from && at <= to ? [text] : [])),
  }
}

function costOf(line: string): number {
  return Math.max(line.length, SHORTEST_LINE) + 1
}

interface OpenLine {
  readonly write: (chunk: Buffer) => void
  /** The line that has no end yet. */
  readonly rest: () => string
}

/** Cuts a stream into lines. Of a line that is too long nothing is kept: its part may begin or end within a secret, which no mask knows. */
function createOpenLine(keep: (line: string) => void): OpenLine {
  const decoder = new StringDecoder()
  let text = ''
  let isTooLong = false
  const add = (part: string): void => {
    isTooLong ||= text.length + part.length > LONGEST_LINE
    text = isTooLong ? '' : text + part
  }
  const rest = (): string => (isTooLong ? `(a line of more than ${LONGEST_LINE} characters)` : text)
  return {
    rest,
    write(chunk) {
      const [first = '', ...others] = decoder.write(chunk).split('\n')
      add(first)
      for (const part of others) {
        keep(rest())
        ;[text, isTooLong] = ['', false]
        add(part)
      }
    },
  }
}
