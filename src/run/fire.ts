import type { Expectation } from '../judge/judge.ts'
import { judgeExchange } from '../judge/judge-exchange.ts'
import type { Snapshot } from '../judge/observation.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import { valueAt } from '../json/pointer.ts'
import type { Attempt } from './attempt.ts'
import { exchange, type Seen } from './exchange.ts'
import { plain } from '../plan/plain-request.ts'
import { isForeign } from '../group/concurrent-changes.ts'
import { applyJudgement } from './apply-judgement.ts'
import type { Session } from './session.ts'

/** One request to fire, what is expected of its answer, and what must be gathered around it. */
export interface Shot {
  readonly request: PlannedRequest
  readonly expect: readonly Expectation[]
  readonly snapshots?: boolean
}

/** Sends one request of a case and judges its answer. Undefined where none came: the attempt then says why. */
export async function fire(shot: Shot, attempt: Attempt, session: Session): Promise<Seen | undefined> {
  const before = shot.snapshots === true ? await takeSnapshot(attempt, session, shot.request.key) : undefined
  if (attempt.inconclusive !== undefined) return undefined
  const seen = await exchange(shot.request, attempt, session)
  if (seen === undefined) return undefined
  if (await isConcurrentCreate(shot.request, seen, { attempt, session })) return undefined
  // Whatever the answer says, what is there now has to be seen.
  attempt.lane.group.snapshot = undefined
  const { invariants } = session
  const judgement = judgeExchange({ expect: shot.expect, invariants, saved: attempt.saved }, seen)
  applyJudgement(judgement, seen, attempt)
  if (judgement.open.length === 0) return seen
  const after = before === undefined ? undefined : await takeSnapshot(attempt, session, seen.request.key)
  if (before === undefined || after === undefined) return seen
  const observation: Seen = { ...seen, snapshots: { before, after } }
  applyJudgement(judgeExchange({ expect: judgement.open, saved: attempt.saved }, observation), observation, attempt)
  return observation
}

/**
 * A create that is refused where nothing was known to be may have met what somebody has configured since the run began: then the answer is
 * right, and from now on the key is theirs.
 */
async function isConcurrentCreate(
  { scope }: PlannedRequest,
  seen: Seen,
  { attempt, session }: Firing,
): Promise<boolean> {
  const { role, key, body } = seen.request
  const group = scope === undefined ? attempt.lane.group : scope === 'other' ? attempt.lane.other : undefined
  if (role !== 'create' || seen.response.status !== CONFLICT || key === undefined || group === undefined) return false
  if (group.members.has(key) || group.doubtful.has(key) || group.foreign.has(key)) return false
  if (!(await isForeign(key, group, { session, sent: body }))) return false
  group.foreign.add(key)
  attempt.skipped = `${key} has been configured by somebody else since the run began; it is left alone`
  return true
}

const CONFLICT = 409

interface Firing {
  readonly attempt: Attempt
  readonly session: Session
}

/** Our members of the lane's group; read anew only where something may have been written since. */
async function takeSnapshot(attempt: Attempt, session: Session, key?: string): Promise<Snapshot | undefined> {
  const { group } = attempt.lane
  const list = group.snapshot ?? (await readList(attempt, session))
  if (list === undefined) return undefined
  group.snapshot = list
  if (key === undefined || session.contract.resource.variants[key] === undefined || list.read?.key === key) return list
  const read = await look(plain({ operation: 'read', key }), { attempt, session })
  if (read === undefined) return undefined
  group.snapshot = { ...list, read: { key, status: read.response.status } }
  return group.snapshot
}

async function readList(attempt: Attempt, session: Session): Promise<Snapshot | undefined> {
  const seen = await look(plain({ operation: 'list' }), { attempt, session })
  if (seen === undefined) return undefined
  const { page, resource } = session.contract
  const items = seen.response.status === 200 ? valueAt(seen.response.document, page.items) : undefined
  if (!Array.isArray(items)) return { members: undefined }
  const keyed = items.flatMap((item: unknown): readonly (readonly [string, unknown])[] => {
    const key = valueAt(item, resource.key.pointer)
    // What others have configured they may change at any time.
    return typeof key === 'string' && !attempt.lane.group.foreign.has(key) ? [[key, item]] : []
  })
  return { members: Object.fromEntries(keyed) }
}

/** Sends a request that only looks, and judges its answer by the invariants. */
async function look(request: PlannedRequest, { attempt, session }: Firing): Promise<Seen | undefined> {
  const seen = await exchange(request, attempt, session)
  if (seen === undefined) return undefined
  const { invariants } = session
  applyJudgement(judgeExchange({ expect: [], invariants, saved: attempt.saved }, seen), seen, attempt)
  return seen
}
