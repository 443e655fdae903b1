import type { Problem } from '../assertion-kind.ts'
import { counted, doneBy, told } from './counted.ts'
import type { Register } from './registers.ts'
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
