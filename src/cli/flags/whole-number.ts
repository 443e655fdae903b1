import { UserError } from '../../source/mistake.ts'

/** The greatest seed, and the greatest count of a flag. */
export const MOST_SEED = 9_999_999_999
export const MOST_COUNT = 999_999_999

/**
 * The number that the text of a flag states.
 * @throws UserError for text that is no whole number within the bounds.
 */
export function wholeNumber(
  flag: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new UserError(`${flag} takes a whole number from ${least} to ${most}, not "${text}"`)
}
