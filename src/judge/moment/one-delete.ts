import type { Problem } from '../assertion-kind.ts'
import { surplusProblems } from './successes.ts'
import type { Register } from './registers.ts'

/**
 * Deletes succeed only where there is a member, and only a write makes another one to delete. So in any order the successes are at most as
 * many as the creates and updates that may have happened, and one more where there was a member at first.
 */
export function checkOneDelete(register: Register): readonly Problem[] {
  const { before, writes } = register
  const made = writes.filter(({ role, outcome }) => role !== 'delete' && outcome !== 'refused').length
  const most = made + (before === 'absent' ? 0 : 1)
  return surplusProblems(register, 'delete', most)
}

/** True if deletes were answered, of which not all may succeed. */
export function mayMiss({ before, writes }: Register): boolean {
  const answered = writes.filter(({ role, timed }) => role === 'delete' && timed.response !== undefined).length
  return answered > (before === 'absent' ? 0 : 1)
}
