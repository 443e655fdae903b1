import { UNSAFE } from '../text/plain-text.ts'

/**
 * Renders a value as JSON without characters that would control a terminal or a CI log; a reader gets the same value. `margin` stands
 * before each line but the first; without a margin, the text has one line.
 */
export function jsonText(value: unknown, margin?: string): string {
  return margin === undefined
    ? escapeUnsafe(JSON.stringify(value))
    : escapeUnsafe(JSON.stringify(value, undefined, 2)).replaceAll('\n', `\n${margin}`)
}

interface JsonLayout {
  /** The depth of the values that become one piece each. */
  readonly depth: number
  /** A value at the depth has one line. By default it is indented. */
  readonly compact?: boolean
}

/**
 * Renders a document as JSON, indented by two spaces, in pieces. An iterable is rendered as a list, and its items are made when their
 * turn comes.
 */
export function* jsonPieces(document: unknown, layout: JsonLayout, margin = ''): Generator<string> {
  const { depth, compact = false } = layout
  const entries = depth === 0 ? undefined : entriesOf(document)
  if (entries === undefined) return yield compact ? jsonText(document) : jsonText(document, margin)
  const [open, close] = entries.named ? ['{', '}'] : ['[', ']']
  let isFirst = true
  for (const [name, value] of entries.list) {
    const start = `${isFirst ? open : ','}\n${margin}  ${entries.named ? `${jsonText(name)}: ` : ''}`
    isFirst = false
    if (depth === 1) yield `${start}${compact ? jsonText(value) : jsonText(value, `${margin}  `)}`
    else {
      yield start
      yield* jsonPieces(value, { ...layout, depth: depth - 1 }, `${margin}  `)
    }
  }
  yield isFirst ? `${open}${close}` : `\n${margin}${close}`
}

interface Entries {
  /** The entries are those of an object. */
  readonly named: boolean
  readonly list: Iterable<readonly [name: string, value: unknown]>
}

function entriesOf(value: unknown): Entries | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Symbol.iterator in value) return { named: false, list: unnamed(value as Iterable<unknown>) }
  return { named: true, list: Object.entries(value).filter(([, one]) => one !== undefined) }
}

function* unnamed(values: Iterable<unknown>): Generator<readonly [string, unknown]> {
  for (const value of values) yield ['', value]
}

export function escapeUnsafe(text: string): string {
  return text
    .replaceAll(UNSAFE, (characters) => (characters === '\n' ? characters : escapeUnits(characters)))
    .replaceAll(/##(?=\w*\[)/g, '#\\u0023')
}

function escapeUnits(characters: string): string {
  return Array.from(
    { length: characters.length },
    (_, index) => `\\u${characters.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')
}
