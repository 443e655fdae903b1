import { isKept, tryRemoval } from '../group/remove-key.ts'
import { usesOtherGroup } from '../plan/writes.ts'
import type { PlannedCase, SetUp } from '../plan/planned-case.ts'
import type { Attempt } from './attempt.ts'
import { type GroupState } from '../group/group-state.ts'
import type { Session } from './session.ts'

/**
 * Removes every member that the case may have created or changed. Members from before the run are never removed. The answers
 * are not judged; a key that cannot be removed is doubtful, and the attempt inconclusive.
 */
export async function cleanUp(
  planned: PlannedCase,
  attempt: Attempt,
  { session, keep, relaxed = false }: CleaningUp,
): Promise<void> {
  const { group, other } = attempt.lane
  const { otherAbsent, free = [] } = planned.given
  const kept = new Set(keep.filter((setUp) => isKept(setUp, group, relaxed)).map(({ key }) => key))
  const touched = kept.size === 0 ? attempt.touched : new Set([...attempt.touched].filter((key) => !kept.has(key)))
  await removeAll(touched, group, { attempt, session })
  const elsewhere = usesOtherGroup(planned) ? [...otherAbsent, ...free] : []
  if (other !== undefined) await removeAll(new Set(elsewhere), other, { attempt, session })
}

export interface CleaningUp {
  readonly session: Session
  /** Set-ups whose members may stay if unchanged: the next example starts from them. */
  readonly keep: readonly SetUp[]
  /** True if these members may also stay with other values. */
  readonly relaxed?: boolean
}

interface Cleaning {
  readonly attempt: Attempt
  readonly session: Session
}

async function removeAll(keys: ReadonlySet<string>, group: GroupState, { attempt, session }: Cleaning): Promise<void> {
  for (const key of keys) {
    group.touched.add(key)
    const present = group.members.has(key) || group.doubtful.has(key)
    if (!present || group.foreign.has(key)) continue
    const failed = await tryRemoval(key, group, session)
    if (failed === undefined) continue
    attempt.exchanges.push(failed)
    const why = failed.failure ?? `the answer to its removal is ${failed.response?.status ?? 'unknown'}`
    attempt.inconclusive ??= `${key} could not be removed after the case: ${why}`
  }
}
