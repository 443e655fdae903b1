/** The longest description that is looked at, in characters. */
const LONGEST = 1000

/** True for a description that has a sentence of one form, and none of another. */
export function describes(description: unknown, says: RegExp, denies?: RegExp): boolean {
  if (typeof description !== 'string' || description.length > LONGEST) return false
  return says.test(description) && denies?.test(description) !== true
}
