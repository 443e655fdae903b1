import { UserError } from '../source/mistake.ts'
import {
  MOST_IN_FLIGHT,
  parseBudget,
  parseCount,
  parseLatency,
  parsePort,
  parseRate,
  parseRequestLimit,
  parseSize,
  parseTime,
  parseWait,
} from './units.ts'

/** A value that flags and files take as text. */
export interface Measure<T> {
  /** Returns undefined for text that is not allowed. */
  readonly parse: (text: string) => T | undefined
  /** The allowed values: a noun, the range and an example. */
  readonly takes: string
}

export const TIME: Measure<number> = {
  parse: parseTime,
  takes: 'a time from 1ms to 34560m, such as 10s or 500 (milliseconds)',
}

export const WAIT: Measure<number> = {
  parse: parseWait,
  takes: 'a time with its unit, such as 30s, at most 34560m',
}

export const RATE: Measure<number> = {
  parse: parseRate,
  takes: 'a rate from 0.001/s to 1000000/s, such as 10/s',
}

export const BUDGET = {
  parse: parseBudget,
  takes: 'requests such as 2000r, from 1r to 999999999r, or a time such as 60s, from 1ms to 34560m',
}

export const IN_FLIGHT: Measure<number> = {
  parse: parseCount,
  takes: `a whole number from 1 to ${MOST_IN_FLIGHT}`,
}

export const SIZE: Measure<number> = {
  parse: parseSize,
  takes: 'a size from 1B to 1000MB, such as 10MB or 64KB',
}

export const LATENCY = {
  parse: parseLatency,
  takes: 'a time such as 200ms, or a range such as 50ms-300ms, from 0ms to 34560m',
}

export const REQUEST_LIMIT = {
  parse: parseRequestLimit,
  takes: 'a rate from 1/m to 999999999/s, such as 100/m',
}

export const PORT: Measure<number> = {
  parse: parsePort,
  takes: 'a number from 0 to 65535',
}

/**
 * The value of a flag; undefined where the flag is not given.
 * @throws UserError for a text that is not allowed.
 */
export function measured<T>(flag: string, text: string, measure: Measure<T>): T
export function measured<T>(flag: string, text: string | undefined, measure: Measure<T>): T | undefined
export function measured<T>(flag: string, text: string | undefined, { parse, takes }: Measure<T>): T | undefined {
  if (text === undefined) return undefined
  const value = parse(text)
  if (value === undefined) throw new UserError(`${flag} takes ${takes}, not "${text}"`)
  return value
}
