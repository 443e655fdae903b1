import { literalPattern } from '../../json/literal-pattern.ts'
import { LONGEST_READ } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const NUMBER = String.raw`\W?(\d[\d,_ ]*\d|\d|${WORDS.slice(1).join('|')})\b`
const LIMIT = new RegExp(
  [
    String.raw`\b(?:counts?|counted|shows?|is|goes|limited|capped)(?: only)? (?:at most|up to|no more than|never more than|to|at)(?: a maximum of)? ${NUMBER}`,
    String.raw`\b(?:larger|higher|greater) (?:numbers?|counts?|values?|totals?) (?:is|are) (?:shown|given|returned|reported|stated) as ${NUMBER}`,
  ].join('|'),
  'i',
)

/**
 * The largest number that a total shows, by a sentence that names it, such as `total counts at most three; a larger number is shown as 3.` A
 * larger count is not told exactly. Undefined for none.
 */
export function countLimitSaid(name: string, text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const named = new RegExp(String.raw`(?<![\w-])${literalPattern(name)}(?![\w-])`, 'i')
  return limitIn(sentencesOf(text).filter((sentence) => named.test(sentence)))
}

/** The largest number that a total shows by its own description, such as `A larger number is shown as 500.` Undefined for none. */
export function countLimitOf(description: unknown): number | undefined {
  return typeof description === 'string' && description.length <= LONGEST_READ
    ? limitIn(sentencesOf(description))
    : undefined
}

function limitIn(sentences: readonly string[]): number | undefined {
  for (const sentence of sentences) {
    const [, counted, shown] = LIMIT.exec(sentence) ?? []
    const found = (counted ?? shown)?.toLowerCase()
    if (found !== undefined)
      return WORDS.includes(found) ? WORDS.indexOf(found) : Number(found.replaceAll(/[,_ ]/g, ''))
  }
  return undefined
}
