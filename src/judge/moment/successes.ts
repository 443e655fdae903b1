import type { Problem } from '../assertion-kind.ts'
import type { Register, MomentWrite } from './registers.ts'
import { timelineOf } from './timeline.ts'

/** The problem of a role of which more writes have succeeded than could in any order. `most`: the highest possible count. */
export function surplusProblems(
  { name, writes }: Register,
  role: 'create' | 'delete',
  most: number,
): readonly Problem[] {
  const successes = doneBy(role, writes)
  const surplus = successes[most]
  if (surplus === undefined) return []
  const expected = countText(most, 'success', 'successes')
  return [
    {
      signature: `two-${role}s-succeed`,
      message: `expected ${expected} among the ${role}s of ${name}; ${successesText(successes)}`,
      at: 'status',
      expected,
      actual: successes.map(({ timed }) => timed.response?.status),
      exchange: surplus.timed.exchange,
      timeline: timelineOf(successes.map(({ timed }) => timed)),
    },
  ]
}

/** The successful writes of a role, in the order of their requests. */
function doneBy(wanted: MomentWrite['role'], writes: readonly MomentWrite[]): readonly MomentWrite[] {
  return writes
    .filter(({ role, outcome }) => role === wanted && outcome === 'done')
    .toSorted((a, b) => a.timed.start - b.timed.start)
}

/** Tells successes of one role, with the time that all of them overlapped. */
function successesText(successes: readonly MomentWrite[]): string {
  const role = successes[0]?.role ?? 'request'
  const statuses = [...new Set(successes.map(({ timed }) => timed.response?.status))].join(' and ')
  const overlap =
    Math.min(...successes.map(({ timed }) => timed.end)) - Math.max(...successes.map(({ timed }) => timed.start))
  const both = `${countText(successes.length, role, `${role}s`)}, ${successes.length === 2 ? 'both' : 'all'} answered ${statuses}`
  if (successes.length === 1) return `a ${role} was answered ${statuses}`
  return overlap > 0 ? `${both}, overlapped for ${Math.max(1, Math.round(overlap))} ms` : both
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']

/** A count in words, with the noun. */
export function countText(count: number, one: string, many: string): string {
  return `${WORDS[count] ?? count} ${count === 1 ? one : many}`
}
