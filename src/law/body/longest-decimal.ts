/** The digits before the point and behind it that are tried, as counts. */
const MOST_DIGITS = 15
const MOST_FRACTION = 6

const DIGITS = '123456789012345'
const FRACTION = '123456'

/**
 * The decimal number with a fraction that has the most digits of those that fit, as a text. Undefined for a text that is no decimal number, and for
 * one whose digits nothing bounds.
 */
export function longestDecimal(fits: (text: string) => boolean): string | undefined {
  if (fits('word')) return undefined
  for (let digits = MOST_DIGITS; digits > 0; digits -= 1)
    for (let fraction = MOST_FRACTION; fraction > 0; fraction -= 1) {
      const end = `.${FRACTION.slice(0, fraction)}`
      const text = DIGITS.slice(0, digits) + end
      if (fits(text)) return fits(DIGITS + DIGITS + end) ? undefined : text
    }
  return undefined
}
