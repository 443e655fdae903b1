import type { BoundParameter } from './bound-parameter.ts'
import { boundAsSent, boundedNumber, farFrom } from '../compare/bounded-value.ts'
import { entryOf, risingValues } from './condition.ts'

/**
 * The value in the middle, as it is sent. Times of one second have none, and it is unknown which times of a day are within. All of them are
 * within a bound of ten years before, and none within one of ten years after. A time just within the value in the middle may lie between the
 * times of a member.
 */
export function boundValues(own: readonly unknown[], bound: BoundParameter): readonly string[] {
  const middle = middleOf(own, bound)
  const sent = middle === undefined ? undefined : boundAsSent(middle, bound.takes, true)
  if (sent !== undefined) return [sent, ...besideOf(own, { bound, middle })]
  const [[, value] = [0, undefined]] = own.flatMap((one) => entryOf(one, bound))
  return (['before', 'after'] as const)
    .flatMap((years) => {
      const far = farFrom(value, years)
      const one = far === undefined ? undefined : boundAsSent(far, bound.takes, false)
      return one === undefined ? [] : [one]
    })
    .concat(equalOf(value, bound))
}

/** A number that all members have is tried too: a time may be kept with more digits than it is shown with. */
function equalOf(value: unknown, { isWithin, side, takes }: BoundParameter): readonly string[] {
  if (typeof value !== 'number' || isWithin === undefined) return []
  const isSafe = farFrom(value, 'before') === undefined || isWithin === (side === 'low')
  const sent = isSafe ? boundAsSent(value, takes, true) : undefined
  return sent === undefined ? [] : [sent]
}

/** A time one minute from the value in the middle, on the side where its member is still shown. */
function besideOf(
  own: readonly unknown[],
  { bound, middle }: { readonly bound: BoundParameter; readonly middle: string | number | undefined },
): readonly string[] {
  const at = typeof middle === 'string' && middle.includes('T') ? boundedNumber(middle) : undefined
  if (at === undefined || bound.takes === 'number') return []
  const beside = bound.side === 'low' ? at - MINUTE : at + MINUTE
  const isApart = own
    .flatMap((one) => entryOf(one, bound))
    .every(([number]) => number === at || Math.abs(number - at) > 2 * MINUTE)
  return isApart ? [new Date(beside).toISOString()] : []
}

/** One minute, in milliseconds. */
const MINUTE = 60_000

/** The value of a member with others on both sides. */
function middleOf(own: readonly unknown[], bound: BoundParameter): string | number | undefined {
  const values = risingValues(own, bound)
  return values.length < 3 ? undefined : values[Math.floor(values.length / 2)]
}
