import type { Shard } from '../plan/order/shard.ts'
import type { BudgetLimit } from '../report/budget-report.ts'
import type { Latency, RequestLimit } from './serve-config.ts'

/** The longest time, in milliseconds: 24 days. A timer of Node with a longer time ends at once. */
const LONGEST = 34_560 * 60_000

/** Parses a time such as `10s`, `500ms`, `2m` or `500` into milliseconds. Returns undefined for other text, and for a longer time. */
export function parseDuration(text: string): number | undefined {
  return scaled(text, /^(\d+(?:\.\d+)?)\s*(ms|s|m)?$/, {
    units: { ms: 1, s: 1000, m: 60_000 },
    least: 0,
    most: LONGEST,
  })
}

/** Parses a time limit: a time from a millisecond. */
export function parseTime(text: string): number | undefined {
  const ms = parseDuration(text)
  return ms === undefined || ms < 1 ? undefined : ms
}

/** Parses a time with its unit, such as `30s`: a number alone would be milliseconds, which nobody waits for a server. */
export function parseWait(text: string): number | undefined {
  return /[a-z]$/.test(text.trim()) ? parseDuration(text) : undefined
}

/** Parses a size such as `10MB`, `64KB` or `12`, from 1 byte to 1000 MB, into bytes. Returns undefined for other text. */
export function parseSize(text: string): number | undefined {
  const units = { B: 1, KB: 1000, MB: 1_000_000 }
  return scaled(text, /^(\d+(?:\.\d+)?)\s*(B|KB|MB)?$/i, { units, least: 1, most: 1_000_000_000 })
}

/**
 * Parses a rate such as `10/s`, `500/m` or `10`, from 0.001 to 1000000 requests per second. Returns undefined for other text: a lower
 * rate would wait longer than a timer of Node can.
 */
export function parseRate(text: string): number | undefined {
  const units = { '/s': 1, '/m': 1 / 60 }
  return scaled(text, /^(\d+(?:\.\d+)?)\s*(\/s|\/m)?$/, { units, least: 0.001, most: 1_000_000 })
}

/** Parses a budget such as `2000r` (requests), `60s`, `500ms` or `2m`. Returns undefined for other text and for zero. */
export function parseBudget(text: string): BudgetLimit | undefined {
  const [, amount] = /^(\d{1,9})\s*r$/.exec(text.trim()) ?? []
  if (amount !== undefined) return Number(amount) === 0 ? undefined : { requests: Number(amount) }
  const ms = parseWait(text)
  return ms === undefined || ms < 1 ? undefined : { ms }
}

interface Scale {
  readonly units: Readonly<Record<string, number>>
  readonly least: number
  readonly most: number
}

function scaled(text: string, pattern: RegExp, { units, least, most }: Scale): number | undefined {
  const [, amount, unit] = pattern.exec(text.trim()) ?? []
  if (amount === undefined) return undefined
  const value = Number(amount) * (unit === undefined ? 1 : (units[unit] ?? units[unit.toUpperCase()] ?? Number.NaN))
  return value >= least && value <= most ? value : undefined
}

/** Parses a time such as `200ms`, or a range such as `50ms-300ms`, in milliseconds. Returns undefined for other text. */
export function parseLatency(text: string): Latency | undefined {
  const [first = '', second = first, ...more] = text.split('-')
  const [least, most] = [parseDuration(first), parseDuration(second)]
  const isRange = least !== undefined && most !== undefined && least <= most && more.length === 0
  return isRange ? { least, most } : undefined
}

/** Parses a limit such as `100/m` or `10/s`. Returns undefined for other text and for zero. */
export function parseRequestLimit(text: string): RequestLimit | undefined {
  const [, amount, unit] = /^([1-9]\d{0,8})\s*\/\s*(s|m)$/.exec(text.trim()) ?? []
  return amount === undefined ? undefined : { requests: Number(amount), seconds: unit === 's' ? 1 : 60 }
}

/** Parses a port from 0 to 65535. Returns undefined for other text. */
export function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}

/** The most requests that a lane may send side by side, as a count. */
export const MOST_IN_FLIGHT = 100

/** Parses a count of requests in flight. Returns undefined for other text, for zero and for more than 100. */
export function parseCount(text: string): number | undefined {
  return /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_IN_FLIGHT ? Number(text) : undefined
}

/** Parses a shard such as `2/4`. Returns undefined for other text, for a shard beyond the count, and for more than 999 shards. */
export function parseShard(text: string): Shard | undefined {
  const [, index, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? []
  return index === undefined || Number(index) > Number(of) ? undefined : { index: Number(index), of: Number(of) }
}
