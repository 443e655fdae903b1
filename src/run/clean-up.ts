import { removeKey, isIntact } from '../group/remove-key.ts'
import type { PlannedCase, SetUp } from '../plan/planned-case.ts'
import type { Attempt } from './attempt.ts'
import { type GroupState } from '../group/group-state.ts'
import type { Session } from './session.ts'

/**
 * Takes away what the case has put there: every key it claimed that is, or may be, configured. Keys that were there before the
 * run are never among them. Its answers are not judged by the case; a key that stays is doubtful from then on.
 */
export async function cleanUp({ given }: PlannedCase, attempt: Attempt, { session, keep }: CleaningUp): Promise<void> {
  const { group, other } = attempt.lane
  const kept = new Set(keep.filter((setUp) => isIntact(setUp, group)).map(({ key }) => key))
  const touched = kept.size === 0 ? attempt.touched : new Set([...attempt.touched].filter((key) => !kept.has(key)))
  await removeAll(touched, group, { attempt, session })
  if (other !== undefined) await removeAll(new Set(given.otherAbsent), other, { attempt, session })
}

export interface CleaningUp {
  readonly session: Session
  /** What may stay where it is as it was made: the next example starts from it. */
  readonly keep: readonly SetUp[]
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
    const removed = await removeKey(key, group, session)
    if (!removed) attempt.inconclusive ??= `${key} could not be removed after the case`
  }
}
