import { sentencesOf } from './sentences-of.ts'

const DEMANDS =
  /\b(?:must|ha(?:ve|s) to|needs? to)\b[^.;]*\b(?:specif\w+|provide\w*|give\w*|send|sent|pass\w*|include\w*|suppl\w+|set|name\w*)\b|\b(?:at least|exactly|either|any) one of\b|\bone of\b[^.;]*\b(?:required|needed|must be)\b|\bneither\b[^.;]*\bnor\b|\bor\b[^.;]*\bis required\b/i
/** A parameter that is demanded beside another one, or at times, is not demanded of each request. */
const AT_TIMES = /\bwhen(?:ever)?\b|\bif (?!neither\b|no\b|none\b|you (?:do not|don['’]t)\b)/i

/**
 * The optional parameters of which a text demands one: `project` and `section` of "You must specify a `project` or a `section`". Empty where it
 * demands none.
 * @param names the names of the optional query parameters
 */
export function demandedOf(text: string | undefined, names: readonly string[]): readonly string[] {
  const demands = sentencesOf(text).filter((sentence) => DEMANDS.test(sentence) && !AT_TIMES.test(sentence))
  return names.filter((name) => demands.some((sentence) => mentions(sentence, name)))
}

function mentions(sentence: string, name: string): boolean {
  const escaped = name.replaceAll(/[^\w]/g, String.raw`\$&`)
  return new RegExp(name.length > 2 ? `(?<![\\w-])${escaped}(?![\\w-])` : `[\`'"]${escaped}[\`'"]`).test(sentence)
}
