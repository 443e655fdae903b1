import { variantOf } from '../contract/keys.ts'
import { itemsAt } from '../contract/page.ts'
import { valueAt } from '../json/pointer.ts'
import { judgeExchange } from '../judge/judge-exchange.ts'
import type { Snapshot } from '../judge/observation.ts'
import { plain } from '../plan/plain-request.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import { applyJudgement } from './apply-judgement.ts'
import type { Attempt } from './attempt.ts'
import { exchange } from './exchange.ts'
import type { ObservedExchange } from './observed-exchange.ts'
import type { Session } from './session.ts'

/**
 * The run's members of the lane's group, and the status of a read of `key`. Sends requests only where the group may have changed
 * since the last snapshot. Returns undefined without an answer: the attempt is then inconclusive.
 */
export async function takeSnapshot(attempt: Attempt, session: Session, key?: string): Promise<Snapshot | undefined> {
  const { group } = attempt.lane
  const list = group.snapshot ?? (await readList(attempt, session))
  if (list === undefined) return undefined
  group.snapshot = list
  if (key === undefined || variantOf(session.contract, key) === undefined || list.read?.key === key) return list
  const read = await fireRead(plain({ operation: 'read', key }), attempt, session)
  if (read === undefined) return undefined
  group.snapshot = { ...list, read: { key, status: read.response.status } }
  return group.snapshot
}

async function readList(attempt: Attempt, session: Session): Promise<Snapshot | undefined> {
  const list = await fireRead(plain({ operation: 'list' }), attempt, session)
  if (list === undefined) return undefined
  const { resource } = session.contract
  const items = list.response.status === 200 ? valueAt(list.response.document, itemsAt(session.contract)) : undefined
  if (!Array.isArray(items)) return { members: undefined }
  const keyed = items.flatMap((item: unknown): readonly (readonly [string, unknown])[] => {
    const key = valueAt(item, resource.key.pointer)
    // Other clients may change foreign members at any time.
    return typeof key === 'string' && !attempt.lane.group.foreign.has(key) ? [[key, item]] : []
  })
  return { members: Object.fromEntries(keyed) }
}

/** Sends a reading request and judges its answer by the invariants. */
async function fireRead(
  request: PlannedRequest,
  attempt: Attempt,
  session: Session,
): Promise<ObservedExchange | undefined> {
  const observed = await exchange(request, attempt, session)
  if (observed === undefined) return undefined
  const { invariants } = session
  applyJudgement(judgeExchange({ expect: [], invariants, saved: attempt.saved }, observed), observed, attempt)
  return observed
}
