import type { Problem } from '../assertion-kind.ts'
import { countText, surplusProblems } from './successes.ts'
import type { Register } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * Creates succeed only where there is no member, and only a delete makes room for a second one. So in any order the successes are
 * at most as many as the deletes that may have happened, and one more where there was no member at first.
 */
export function checkOneCreate(register: Register): readonly Problem[] {
  const { before, writes } = register
  const deletes = writes.filter(({ role, outcome }) => role === 'delete' && outcome !== 'refused').length
  const most = deletes + (before === 'absent' || before === 'unknown' ? 1 : 0)
  return surplusProblems(register, 'create', most)
}

/** True if creates were answered, of which not all may succeed. */
export function mayConflict({ before, writes }: Register): boolean {
  const answered = writes.filter(({ role, timed }) => role === 'create' && timed.response !== undefined).length
  return answered > (typeof before === 'string' ? 1 : 0)
}

/**
 * In any order, one of the creates comes first and finds no member. A server may refuse a write because another one is under way, but that
 * other one then succeeds.
 */
export function checkSomeCreate(register: Register): readonly Problem[] {
  const { name, writes } = register
  const [first] = writes
  if (first === undefined || !mustCreate(register) || writes.some(({ outcome }) => outcome !== 'refused')) return []
  const statuses = writes.map(({ timed }) => timed.response?.status)
  const refused = [...new Set(statuses)].join(' and ')
  return [
    {
      signature: 'no-create-succeeds',
      message: `expected a success among the creates of ${name}, which was absent; ${countText(writes.length, 'create', 'creates')}, answered ${refused}`,
      at: 'status',
      expected: 'a success among the creates',
      actual: statuses,
      exchange: first.timed.exchange,
      timeline: timelineOf(writes.map(({ timed }) => timed)),
    },
  ]
}

/** True if a key that was absent is created by the requests, and not written in another way. */
export function mustCreate({ before, writes }: Register): boolean {
  return before === 'absent' && writes.length > 0 && writes.every(({ role }) => role === 'create')
}
