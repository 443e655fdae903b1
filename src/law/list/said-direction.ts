import { directionIn } from '../../document/says/says-order.ts'

/** The direction that a description states for one value of a parameter that sorts. */
export interface SaidDirection {
  /** Undefined where the description does not say it. */
  readonly isFalling?: boolean
  /** The words of the property in the order that the description names, such as high, medium and low. */
  readonly ranks?: readonly string[]
}

/**
 * The direction and the ranks that a description states for one value: falling, with three ranks, for `priority` in "`new` is the newest first, `priority` the
 * highest first (`high`, `medium`, `low`)".
 * @param others the other values of the parameter, at which the words about this one end
 */
export function saidDirection(value: string, description: string, others: readonly string[]): SaidDirection {
  const start = QUOTES.map((quote) => description.indexOf(quote + value + quote)).find((index) => index !== -1)
  if (start === undefined) return {}
  const rest = description.slice(start + value.length + 2)
  const ends = others.flatMap((other) => QUOTES.map((quote) => rest.indexOf(quote + other + quote)))
  const end = Math.min(rest.length, ...ends.filter((index) => index !== -1))
  const clause = rest.slice(0, end)
  const isFalling = directionIn(clause) ?? undefined
  const [, listed = ''] = /\(([^()]*)\)/.exec(clause) ?? []
  const ranks = listed.split(/,? (?:and|then) |, ?|\s?>\s?/).map((word) => word.replaceAll(/[`'"]/g, '').trim())
  return {
    ...(isFalling === undefined ? {} : { isFalling }),
    ...(ranks.length > 1 && ranks.every((word) => /^\w[\w-]*$/.test(word)) ? { ranks } : {}),
  }
}

const QUOTES = ['`', "'", '"']

/** True for values that stand in the order of the ranks, or in the reverse one. False for a value that is none of them. */
export function areRanked(values: readonly unknown[], ranks: readonly unknown[]): boolean {
  const places = values.map((value) => ranks.indexOf(value))
  const isRising = places.every((place, index) => index === 0 || (places[index - 1] ?? 0) <= place)
  const isFalling = places.every((place, index) => index === 0 || (places[index - 1] ?? 0) >= place)
  return !places.includes(-1) && (isRising || isFalling)
}
