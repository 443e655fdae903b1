import { isWord } from '../body/words.ts'
import { boundedNumber } from '../compare/bounded-value.ts'
import { isSorted } from './sort-order.ts'

/** True for values in their order. Times of several zones are compared as times. */
export function areSorted(values: readonly unknown[], isFalling: boolean): boolean {
  const numbers = values.map((value) => boundedNumber(value))
  const areBound = numbers.every((number) => number !== undefined)
  return isSorted(values, isFalling) || (areBound && isSorted(numbers, isFalling))
}

/** True for a word, a number or a time: listed values may have an order of their own. */
export function isComparable(value: unknown): boolean {
  return isWord(value) || boundedNumber(value) !== undefined
}
