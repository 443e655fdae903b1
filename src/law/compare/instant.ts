/** Times are in seconds on many servers, so an update within the same second may show the same time. In milliseconds. */
export const [SECOND, NEXT_SECOND] = [1_000, 1_100]

/** A time of RFC 3339, or of RFC 5322 as in `Mon, 30 Nov 2026 04:20:00 +0000`. */
const TIME = /^(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} )\d\d:\d\d:\d\d/

/** The instant of a time of day; undefined for a day alone, and for every other value. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  const isTime = typeof value === 'string' && TIME.test(value)
  const instant = isTime ? Date.parse(value) : NaN
  return Number.isNaN(instant) ? undefined : instant
}

/** Instants in seconds since 1970 are below this, and those in milliseconds are above it from the year 1973 on. */
export const LEAST_MILLISECONDS = 100_000_000_000

/** True for an instant that shows no part of a second: one that is set anew within the second is the same. */
export function isWholeSecond(value: unknown): boolean {
  const instant = instantOf(value)
  return instant !== undefined && (instant < LEAST_MILLISECONDS || instant % SECOND === 0)
}
