import type { Problem } from '../assertion-kind.ts'
import type { Register, Write } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * Creates succeed only where there is no member, and only a delete makes room for a second one. So in any order the successes are
 * at most as many as the deletes that may have happened, and one more where there was no member at first.
 */
export function checkOneCreate(register: Register): readonly Problem[] {
  const { name, before, writes } = register
  const successes = doneBy('create', writes)
  const deletes = writes.filter(({ role, outcome }) => role === 'delete' && outcome !== 'refused').length
  const most = deletes + (before === 'absent' || before === 'unknown' ? 1 : 0)
  const surplus = successes[most]
  if (surplus === undefined) return []
  return [
    {
      signature: 'two-creates-succeed',
      message: `expected ${counted(most, 'success', 'successes')} among the creates of ${name}; ${told(successes)}`,
      at: 'status',
      expected: counted(most, 'success', 'successes'),
      actual: successes.map(({ timed }) => timed.response?.status),
      exchange: surplus.timed.exchange,
      timeline: timelineOf(successes.map(({ timed }) => timed)),
    },
  ]
}

/** True if creates were answered, of which not all may succeed. */
export function mayConflict({ before, writes }: Register): boolean {
  const answered = writes.filter(({ role, timed }) => role === 'create' && timed.response !== undefined).length
  return answered > (typeof before === 'string' ? 1 : 0)
}

function doneBy(wanted: Write['role'], writes: readonly Write[]): readonly Write[] {
  return writes
    .filter(({ role, outcome }) => role === wanted && outcome === 'done')
    .toSorted((a, b) => a.timed.start - b.timed.start)
}

function told(successes: readonly Write[]): string {
  const statuses = [...new Set(successes.map(({ timed }) => timed.response?.status))].join(' and ')
  const overlap =
    Math.min(...successes.map(({ timed }) => timed.end)) - Math.max(...successes.map(({ timed }) => timed.start))
  const both = `${counted(successes.length, 'create', 'creates')}, ${successes.length === 2 ? 'both' : 'all'} answered ${statuses}`
  if (successes.length === 1) return `a create was answered ${statuses}`
  return overlap > 0 ? `${both}, overlapped for ${Math.max(1, Math.round(overlap))} ms` : both
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']

function counted(count: number, one: string, many: string): string {
  return `${WORDS[count] ?? count} ${count === 1 ? one : many}`
}
