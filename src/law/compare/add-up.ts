import { inSingular, wordsOf } from '../../words/words.ts'
import { boundedNumber } from './bounded-value.ts'

/** A number that follows from others, and how far a server that rounds may be from it. */
export interface Expected {
  readonly value: number
  readonly margin: number
}

/** The one name that words of a description mean, which may stand in the plural: `lineTotal` for `line totals`. */
export function namedAmong(words: string, names: readonly string[]): string | undefined {
  const found = names.filter((name) => {
    const [one, other] = [wordsOf(words), wordsOf(name)]
    return one.join(' ') === other.join(' ') || inSingular(one).join(' ') === inSingular(other).join(' ')
  })
  return found.length === 1 ? found[0] : undefined
}

/** A number, also as a decimal text. Undefined for any other value. */
export function numberIn(value: unknown): number | undefined {
  const isText = typeof value === 'string' && !/^-?\d+(?:\.\d+)?$/.test(value)
  return isText ? undefined : boundedNumber(value, true)
}

/** Whole numbers are exact. Others may be rounded to cents, each for itself. */
export function marginOf(parts: readonly number[]): number {
  return parts.every(Number.isInteger) ? 0 : CENT * parts.length
}

const CENT = 0.01

/** True for a number near the one that follows: floating point, and rounding. */
export function isNear(shown: number, { value, margin }: Expected): boolean {
  return Math.abs(shown - value) <= margin + Math.abs(value) * 1e-9
}

/** A number without the digits of floating point, as messages show it. */
export function rounded(value: number): number {
  return Number(value.toFixed(4))
}
