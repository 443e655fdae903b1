import { createReadStream, statSync } from 'node:fs'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { readHarEntry } from '../../audit/read-har-entry.ts'
import { readLine } from '../../audit/read-line.ts'
import type { Flaw, ReadExchange, Recorded } from '../../audit/recorded.ts'
import { createJsonLocator } from '../../document/file/locate-in-json.ts'
import { jsonMistake } from '../../json/json-mistake.ts'
import { lineAndColumn } from '../../json/line-and-column.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import { UserError } from '../../source/mistake.ts'
import { readText, whyUnreadable } from '../../source/read-text.ts'
import { TOOL } from '../../source/tool.ts'

/** A HAR is one document, and is read whole. NDJSON is read line by line. */
const MOST_HAR_BYTES = 200_000_000
const MOST_LINE_CHARACTERS = 30_000_000

/**
 * The exchanges of a recording in order.
 * @throws UserError, with line and column, for a file that cannot be read or is no recording.
 */
export function readRecording(file: string): AsyncIterable<Recorded> | Iterable<Recorded> {
  return /\.(?:ndjson|jsonl)$/i.test(file) ? readLines(file) : readHar(file)
}

async function* readLines(file: string): AsyncIterable<Recorded> {
  sizeOf(file)
  let line = 0
  for await (const text of linesOf(file)) {
    line += 1
    if (text.length > MOST_LINE_CHARACTERS)
      throw mistake(file, { line, column: 1 }, 'the line has more than 30 million characters')
    if (text.trim() === '') continue
    const value = parse(file, text, line)
    const locate = createJsonLocator(text)
    const at = (path: readonly string[]): Recorded['place'] => ({ line, column: locate(path).column })
    yield checked(readLine({ value, path: [] }), { file, at, path: [] })
  }
}

/** Text without the byte order mark that some editors and shells write. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** The lines of a file. A line that is too long is the last: its part so far, since the whole may not fit in memory. */
async function* linesOf(file: string): AsyncGenerator<string, void, undefined> {
  let open = ''
  let isStart = true
  const chunks: AsyncIterable<string> = createReadStream(file, 'utf8')
  for await (const chunk of chunks) {
    const [first = '', ...others] = (isStart ? withoutMark(chunk) : chunk).split('\n')
    isStart = false
    open += first
    for (const next of others) {
      yield open
      open = next
    }
    if (open.length > MOST_LINE_CHARACTERS) break
  }
  yield open
}

function* readHar(file: string): Iterable<Recorded> {
  if (sizeOf(file) > MOST_HAR_BYTES)
    throw new UserError(
      `${plainText(file)} has more than 200 MB; split it, or record NDJSON, which is read line by line`,
    )
  const text = readText(file)
  const document = parse(file, text, 1)
  const entries = valueAt(document, '/log/entries')
  const locate = createJsonLocator(text)
  const at = (path: readonly string[]): Recorded['place'] => locate(path)
  if (!Array.isArray(entries)) throw mistake(file, at(['log']), 'is no HAR: log.entries must be a list')
  if (valueAt(document, '/log/creator/name') === TOOL.name)
    throw mistake(
      file,
      at(['log', 'creator']),
      'is evidence of this tool, with masked secrets and cut bodies; audit a recording of a client',
    )
  for (const [index, value] of entries.entries()) {
    const path = ['log', 'entries', String(index)]
    yield checked(readHarEntry({ value, path }), { file, at, path })
  }
}

interface Reading {
  readonly file: string
  readonly at: (path: readonly string[]) => Recorded['place']
  readonly path: readonly string[]
}

function checked(read: ReadExchange, { file, at, path }: Reading): Recorded {
  if (isFlaw(read)) throw mistake(file, at(read.path), `${read.path.join('.') || 'the exchange'} ${read.problem}`)
  return { ...read, place: at(path) }
}

function isFlaw(read: ReadExchange): read is Flaw {
  return 'problem' in read
}

function parse(file: string, text: string, firstLine: number): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    const { index = 0, expected = 'a value' } = jsonMistake(text) ?? {}
    const { line, column } = lineAndColumn(text, index)
    throw mistake(
      file,
      { line: firstLine + line - 1, column },
      `is no JSON: ${expected.replace('body', 'text')} is expected here`,
    )
  }
  throw mistake(file, { line: firstLine, column: 1 }, 'must be a JSON object')
}

function sizeOf(file: string): number {
  try {
    const stats = statSync(file)
    if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    return stats.size
  } catch (cause) {
    throw new UserError(`${plainText(file)} cannot be read: ${whyUnreadable(cause)}`, { cause })
  }
}

function mistake(file: string, { line, column }: Recorded['place'], text: string): UserError {
  return new UserError(plainText(`${file}:${line}:${column}: ${text}`))
}
