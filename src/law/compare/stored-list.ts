import { isDeepStrictEqual } from 'node:util'

/** A list that was sent, and the form in which the server stores it. */
export interface ListAsSent {
  readonly sent: readonly unknown[]
  /** True where the server stores each value once, by the description of the list. */
  readonly isOnce?: boolean
  /** True where it stores them in the order of the alphabet. */
  readonly isSorted?: boolean
}

/** Each value of a list once. */
export function once(values: readonly unknown[]): readonly unknown[] {
  return values.filter((one, index) => values.findIndex((other) => isDeepStrictEqual(one, other)) === index)
}

/** A list in the form in which the server stores it, by its description. */
export function asStored({ sent, isOnce, isSorted }: ListAsSent): readonly unknown[] {
  const kept = isOnce === true ? once(sent) : sent
  return isSorted === true && kept.every((one) => typeof one === 'string') ? kept.toSorted() : kept
}

/** True for texts in the order of the alphabet, whatever a server makes of capital letters and accents. */
export function isRising(values: readonly unknown[]): boolean {
  const texts = values.filter((one) => typeof one === 'string')
  const orders = [
    (one: string, other: string): boolean => one <= other,
    (one: string, other: string): boolean => one.toLowerCase() <= other.toLowerCase(),
    (one: string, other: string): boolean => one.localeCompare(other) <= 0,
  ]
  return orders.some((isBefore) => texts.every((text, index) => index === 0 || isBefore(texts[index - 1] ?? '', text)))
}
