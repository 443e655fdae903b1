import type { YAMLError } from 'yaml'
import type { Location, Mistake } from './mistake.ts'
import { type Unclosed, unclosedIn } from './unclosed.ts'

/** The error of the YAML parser about a text, as a sentence of a mistake. */
export function notYaml(message: string): string {
  const said = message.replace(/; please use YAML.*$/, '; one is wanted')
  return `this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}`
}

/** The errors of the YAML parser about a text, each with its place. What is never closed is told where it opens, and nothing after it. */
export function yamlMistakes(
  text: string,
  errors: readonly YAMLError[],
  place: (offset: number) => Location,
): readonly Mistake[] {
  const unclosed = errors.some(({ message }) => END_MISSING.test(message)) ? unclosedIn(text) : []
  const [first = { offset: Infinity }] = unclosed
  return [
    ...errors
      .filter(({ pos: [offset] }) => offset < first.offset)
      .map(({ message, pos: [offset] }) => ({ message: notYaml(message), at: place(offset) })),
    ...unclosed.map((one) => ({ message: `this is not YAML: ${neverClosed(one, place)}`, at: place(one.offset) })),
  ]
}

/** The words of the parser for a quote, brace or bracket without its end. */
const END_MISSING = /^Missing closing |end with a [}\]]$/

function neverClosed({ sign, end, other }: Unclosed, place: (offset: number) => Location): string {
  if (other === undefined) return `the ${sign} here is never closed; add the ${end} that ends it`
  const { line, column } = place(other.offset)
  return `the ${sign} here ends with ${other.sign} at ${line}:${column}; write ${end} there`
}
