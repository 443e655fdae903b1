/** The place where a text stops being JSON, and what the grammar expects there. */
export interface JsonMistake {
  /** In UTF-16 units from the start of the text. */
  readonly index: number
  /** A noun, such as `a name in double quotes`. */
  readonly expected: string
}

/**
 * The first place where a text breaks the grammar of RFC 8259; undefined for JSON. A parser of the language names no place that all its
 * versions agree on. The work grows with the length alone: nothing is called for a level of nesting.
 */
export function jsonMistake(text: string): JsonMistake | undefined {
  const open: ('{' | '[')[] = []
  let due: Due = 'value'
  let index = afterSpace(text, 0)
  while (index < text.length) {
    const sign = text[index] ?? ''
    const closed = closing(sign, due, open.at(-1))
    if (closed) {
      open.pop()
      due = afterValue(open)
      index = afterSpace(text, index + 1)
      continue
    }
    const step: Step = takes(text, index, { due, within: open.at(-1) })
    if ('expected' in step) return step
    if (step.opens !== undefined) open.push(step.opens)
    due = step.due ?? afterValue(open)
    index = afterSpace(text, step.end)
  }
  return due === 'end' ? undefined : { index, expected: EXPECTED[due] }
}

/** The tokens that may stand next. */
type Due = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or }' | 'comma or ]' | 'end'

const EXPECTED: Readonly<Record<Due, string>> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  name: 'a name in double quotes',
  'name or }': 'a name in double quotes or "}"',
  colon: '":" after the name',
  'comma or }': '"," or "}"',
  'comma or ]': '"," or "]"',
  end: 'the end of the body',
}

/** A part that was read: its end, the bracket that it opens, and what may follow. Without `due`, it was a whole value. */
type Step = { readonly end: number; readonly opens?: '{' | '['; readonly due?: Due } | JsonMistake

interface Place {
  readonly due: Due
  readonly within: '{' | '[' | undefined
}

function closing(sign: string, due: Due, within: string | undefined): boolean {
  if (sign === '}') return within === '{' && (due === 'name or }' || due === 'comma or }')
  return sign === ']' && within === '[' && (due === 'value or ]' || due === 'comma or ]')
}

function afterValue(open: readonly string[]): Due {
  const within = open.at(-1)
  if (within === undefined) return 'end'
  return within === '{' ? 'comma or }' : 'comma or ]'
}

function takes(text: string, index: number, { due, within }: Place): Step {
  const sign = text[index] ?? ''
  const wrong: JsonMistake = { index, expected: EXPECTED[due] }
  if (due === 'value' || due === 'value or ]') return takeValue(text, index) ?? wrong
  if (due === 'colon') return sign === ':' ? { end: index + 1, due: 'value' } : wrong
  if (due === 'name' || due === 'name or }') {
    if (sign !== '"') return wrong
    const name = takeText(text, index)
    return 'expected' in name ? name : { end: name.end, due: 'colon' }
  }
  if (due === 'end' || sign !== ',') return wrong
  return { end: index + 1, due: within === '{' ? 'name' : 'value' }
}

function takeValue(text: string, index: number): Step | undefined {
  const sign = text[index] ?? ''
  if (sign === '{') return { end: index + 1, opens: sign, due: 'name or }' }
  if (sign === '[') return { end: index + 1, opens: sign, due: 'value or ]' }
  if (sign === '"') return takeText(text, index)
  WORD.lastIndex = index
  const word = WORD.exec(text)?.[0]
  return word === undefined ? undefined : { end: index + word.length }
}

/** A number or a literal with nothing of a word after it, so that `01` and `nullx` are mistakes at their start. */
const WORD = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y

/** Any other sign within a text, and the escapes. The pattern is bounded: a text may have millions of characters. */
// oxlint-disable-next-line no-control-regex -- the grammar excludes exactly these
const PLAIN = /[^"\\\u0000-\u001f]+/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

function takeText(text: string, start: number): { readonly end: number } | JsonMistake {
  let index = start + 1
  while (index < text.length) {
    const sign = text[index]
    if (sign === '"') return { end: index + 1 }
    const part = sign === '\\' ? ESCAPE : PLAIN
    part.lastIndex = index
    const read = part.exec(text)?.[0]
    if (read === undefined) return { index, expected: sign === '\\' ? 'an escape of JSON' : 'an escaped character' }
    index += read.length
  }
  return { index, expected: 'the end of a text that begins earlier' }
}

function afterSpace(text: string, index: number): number {
  let end = index
  while (SPACE.has(text.charCodeAt(end))) end += 1
  return end
}

/** The white space of JSON: tab, line feed, carriage return, blank. */
const SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20])
