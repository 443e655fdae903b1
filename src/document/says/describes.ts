import { sentencesOf } from './sentences-of.ts'

/** The longest description that is looked at, in characters. */
export const LONGEST_READ = 1000

/** True for a description that has a sentence of one form, and none of another. */
export function describes(description: unknown, says: RegExp, denies?: RegExp): boolean {
  if (typeof description !== 'string') return false
  const read = description.slice(0, LONGEST_READ)
  return says.test(read) && denies?.test(read) !== true
}

/** True for a description with a sentence that has one form, and not the other one: what denies it stands in the same sentence. */
export function hasSentence(description: unknown, says: RegExp, denies?: RegExp): boolean {
  if (typeof description !== 'string') return false
  return sentencesOf(description.slice(0, LONGEST_READ)).some((sentence) => describes(sentence, says, denies))
}
