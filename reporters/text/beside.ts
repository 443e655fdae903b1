import type { Evidence } from '../../src/secrets/evidence.ts'
import type { ReportedFinding } from '../../src/report/report.ts'

/**
 * Returns the writes that were under way together with those of a race, and are about other members. A server that mixes requests up shows
 * in one member what a request about another one did.
 */
export function writesBeside(
  { timeline = [] }: Pick<ReportedFinding, 'timeline'>,
  exchanges: readonly Evidence[],
): readonly Evidence[] {
  const own = new Set(timeline.map(({ exchange }) => exchanges[exchange]))
  const writes = exchanges.filter(isWrite)
  const racing = writes.filter((one) => own.has(one))
  return writes.filter((one) => !own.has(one) && racing.some((other) => overlap(one, other)))
}

/** The most writes before a request that are told, as a count. */
const MOST_BEFORE = 2

/** The last writes before the exchange with the index, and the exchange just before: a server may have kept something of them. */
export function toldBefore(exchanges: readonly Evidence[], index: number): readonly Evidence[] {
  const before = exchanges.slice(0, index)
  const told = new Set([...before.filter(isWrite).slice(-MOST_BEFORE), ...before.slice(-1)])
  return before.filter((one) => told.has(one))
}

/** True for a request that may change something. */
export function isWrite({ request: { method } }: Evidence): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

function overlap(one: Evidence, other: Evidence): boolean {
  const [[from, to], [start, end]] = [spanOf(one), spanOf(other)]
  return from <= end && start <= to
}

/** Start and end of an exchange, in milliseconds; never for an exchange without a time. */
export function spanOf({ startedAt, durationMs }: Evidence): readonly [from: number, to: number] {
  const from = startedAt === undefined ? NaN : Date.parse(startedAt)
  return [from, from + durationMs]
}
