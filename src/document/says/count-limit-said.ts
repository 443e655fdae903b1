import { literalPattern } from '../../json/literal-pattern.ts'
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
 * @param name the name of the total
 * @param own the description of the total itself, whose sentences need no name
 */
export function countLimitSaid(name: string, text: unknown, own?: unknown): number | undefined {
  const named = new RegExp(String.raw`(?<![\w-])${literalPattern(name)}(?![\w-])`, 'i')
  const sentences = [
    ...(typeof text === 'string' ? sentencesOf(text).filter((one) => named.test(one)) : []),
    ...(typeof own === 'string' ? sentencesOf(own) : []),
  ]
  for (const sentence of sentences) {
    const [, counted, shown] = LIMIT.exec(sentence) ?? []
    const found = (counted ?? shown)?.toLowerCase()
    if (found !== undefined)
      return WORDS.includes(found) ? WORDS.indexOf(found) : Number(found.replaceAll(/[,_ ]/g, ''))
  }
  return undefined
}
