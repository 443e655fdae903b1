import { sentencesOf } from './sentences-of.ts'

const REFUSED = String.raw`\b(?:refused|rejected|forbidden|answered (?:with )?(?:an? )?\W?(?:4\d\d|error)|fails|\(4\d\d)`
const EFFECT = String.raw`\b(?:(?:that|which) would|would (?:make|leave|exceed|bring|take)|more than|less than|exceed(?:s|ing)?|negative|insufficient)\b`

const SAYS = new RegExp(`${EFFECT}[^.;]*${REFUSED}|${REFUSED}[^.;]*\\b(?:if|when|where)\\b[^.;]*${EFFECT}`, 'i')

/**
 * True for a description of a create which refuses an amount for what it would lead to, such as `A movement that would make the stock negative is
 * refused`. No keyword tells which amounts these are.
 */
export function saysRefusesEffect(description: string | undefined): boolean {
  return sentencesOf(description).some((sentence) => SAYS.test(sentence))
}
