import type { YAMLError } from 'yaml'
import type { Location, Mistake } from './mistake.ts'
import { type Unclosed, unclosedIn } from './unclosed.ts'

/** The error of the YAML parser about a text, as a sentence of a mistake. */
export function notYaml(message: string): string {
  if (STACK.test(message)) return 'this is nested too deeply: fewer lists and maps may stand in each other'
  const said = message.replace(/; please use YAML.*$/, '; one is wanted')
  return `this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`
}

/** The words of the parser for a text that is nested too deeply for it. */
const STACK = /call stack/i

/**
 * The errors of the YAML parser about a text, each with its place, and with the way to mend it. What is never closed is told where it
 * opens, and nothing after it. An error that another one at its place, or the end of the YAML before it, has caused is left out.
 */
export function yamlMistakes(
  text: string,
  errors: readonly YAMLError[],
  place: (offset: number) => Location,
): readonly Mistake[] {
  const deep = errors.find(({ message }) => STACK.test(message))
  if (deep !== undefined) return [{ message: notYaml(deep.message), at: place(deep.pos[0]) }]
  const unclosed = errors.some(({ message }) => END_MISSING.test(message)) ? unclosedIn(text) : []
  const [first = { offset: Infinity }] = unclosed
  const own = errors.filter(({ message, pos: [offset] }, index) => {
    const earlier = errors.slice(0, index)
    const isCaused = earlier.length > 0 && AFTER_END.test(message)
    return offset < first.offset && !isCaused && !earlier.some(({ pos }) => pos[0] === offset)
  })
  return [
    ...own.map((error) => ({ message: notYaml(mended(error, text)), at: place(error.pos[0]) })),
    ...unclosed.map((one) => ({ message: `this is not YAML: ${neverClosed(one, place)}`, at: place(one.offset) })),
  ]
}

/** The words of the parser for a quote, brace or bracket without its end. */
const END_MISSING = /^Missing closing |end with a [}\]]$/

/** The words of the parser for what follows the end of the YAML. */
const AFTER_END = / token in YAML stream: /

function neverClosed({ sign, end, other }: Unclosed, place: (offset: number) => Location): string {
  if (other === undefined) return `the ${sign} here is never closed; add the ${end} that ends it`
  const { line, column } = place(other.offset)
  return `the ${sign} here ends with ${other.sign} at ${line}:${column}; write ${end} there`
}

/** The words of the parser, and the way to mend the text. */
function mended({ message, pos: [offset] }: YAMLError, text: string): string {
  if (/^Unexpected flow-\w+-end token/.test(message)) return `the ${text[offset]} here closes nothing; remove it`
  if (message.startsWith('Map keys')) return `${message}; there is another ${keyAt(text, offset)}, and one must go`
  const hint = HINTS.find(([words]) => words.test(message))?.[1]
  return hint === undefined ? message : `${message}; ${hint}`
}

function keyAt(text: string, offset: number): string {
  const [key = ''] = /^(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|[^\s:]{0,80})/.exec(text.slice(offset, offset + 100)) ?? []
  return /^["']/.test(key) ? key : `"${key}"`
}

const COLON = 'a key ends with a colon and a space'

/** The way to mend what the parser words so. */
const HINTS: readonly (readonly [words: RegExp, hint: string])[] = [
  [/^Tabs are not allowed/, 'indent with spaces'],
  [/^Nested mappings/, 'put a value with a colon in quotes, or begin the next key in the column of the one before'],
  [/^Implicit (?:map )?keys/, COLON],
  [/^Unexpected scalar at node end/, 'put the whole value in quotes, and write a quote within twice'],
  [/^Plain value cannot start/, 'put the value in quotes'],
  [/^All (?:mapping|sequence|collection) items/, 'indent this line as those before it'],
  [/^Unexpected block-seq-ind/, 'begin the list on the next line'],
]
