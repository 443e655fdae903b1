/** The least time between two requests that go out a little apart, in milliseconds. */
const LEAST = 1

/** The time over which requests are spread, as a share of that of an answer. */
const SPREAD = 1.5

/** The most time between two requests, in milliseconds: a slow target would hold up the run. */
const MOST = 50

/**
 * The wait before each request of a moment, in milliseconds. In each odd round all requests go out at once. In even rounds they go out a
 * little apart, in their order and in the other order by turns. A server reads a request without a body sooner than another one. The waits
 * cover half more than the time that an answer usually takes. So a request also begins in the middle of another one, and soon after its
 * answer.
 * @param usualMs - the usual time of an answer in an earlier moment, in milliseconds; undefined before the first one
 */
export function waitsBefore(count: number, round: number, usualMs: number | undefined): readonly number[] {
  if (round % 2 === 1) return Array.from({ length: count }, () => 0)
  const apart = Math.min(MOST, Math.max(LEAST, (SPREAD * (usualMs ?? 0)) / count))
  const waits = Array.from({ length: count }, (_, index) => index * apart)
  return round % 4 === 2 ? waits : waits.toReversed()
}

/** The median of the times of answers, in milliseconds; undefined where none came. */
export function usualTime(requests: readonly { readonly start: number; readonly end: number }[]): number | undefined {
  const times = requests.map(({ start, end }) => end - start).filter(Number.isFinite)
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]
}
