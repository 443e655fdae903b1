import { isDeepStrictEqual } from 'node:util'
import { variantOf } from '../../contract/keys.ts'
import { itemsAt } from '../../contract/page.ts'
import { type GroupState, isEmpty } from '../../group/group-state.ts'
import { valueAt } from '../../json/pointer.ts'
import { membersIn } from '../../judge/reading/members.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { Snapshot } from '../../judge/observation.ts'
import { plain } from '../../plan/plain-request.ts'
import type { PlannedRequest } from '../../plan/planned-case.ts'
import { applyJudgement } from './apply-judgement.ts'
import type { Attempt } from '../session/attempt.ts'
import { exchange } from './exchange.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import { maySendTogether } from '../session/side-by-side.ts'
import type { Session } from '../session/session.ts'

/**
 * The run's members of the lane's group, and the status of a read of `key`. Sends requests only where the group may have changed
 * since the last snapshot. Returns undefined without an answer: the attempt is then inconclusive.
 */
export async function takeSnapshot(attempt: Attempt, session: Session, key?: string): Promise<Snapshot | undefined> {
  const { group } = attempt.lane
  const known = group.snapshot
  const asked = readable(key, session)
  const missing = asked === undefined || known?.read?.key === asked ? undefined : asked
  const isAlone = !maySendTogether(session)
  const readKey = async (): Promise<Snapshot['read']> => {
    if (missing === undefined) return known?.read
    const request = plain({ operation: 'read', key: missing })
    const read = await fireRead(isAlone ? request : { ...request, beside: true }, attempt, session)
    if (read === undefined) return undefined
    const [shown] = membersIn(read)
    return { key: missing, status: read.response.status, ...(shown === undefined ? {} : { member: shown.value }) }
  }
  const list = known === undefined ? readList(attempt, session) : known
  if (isAlone && (await list) === undefined) return undefined
  const [listed, read] = await Promise.all([list, readKey()])
  if (listed === undefined || (missing !== undefined && read === undefined)) return undefined
  const { members, unreadable } = listed
  const seen = { members, ...(unreadable === undefined ? {} : { unreadable }), ...(read === undefined ? {} : { read }) }
  group.snapshot = withSteadyId(seen, session)
  if (isEmpty(group) && members !== undefined) rememberEmpty(group)
  return group.snapshot
}

/**
 * As `takeSnapshot`, without a request for a group in which the run has no member: the last snapshot of that state stands for it. A key that
 * was not read in that state is taken to be absent. Marks the attempt, since a comparison with a remembered state that fails needs a second
 * look.
 */
export async function recallSnapshot(attempt: Attempt, session: Session, key?: string): Promise<Snapshot | undefined> {
  const { group } = attempt.lane
  if (group.empty === undefined || !isEmpty(group)) return takeSnapshot(attempt, session, key)
  attempt.recalls = true
  const { members, reads } = group.empty
  const asked = readable(key, session)
  return { members, ...(asked === undefined ? {} : { read: { key: asked, status: absentAs(asked, reads) } }) }
}

/** The status of a read of an absent key: as last seen of this key, or of another one. */
function absentAs(key: string, reads: ReadonlyMap<string, number>): number {
  const [other = 404] = reads.values()
  return reads.get(key) ?? other
}

/** The id of a member is steady if the list and the read show the same. */
function withSteadyId(snapshot: Snapshot, { contract }: Session): Snapshot {
  const { members, read } = snapshot
  const idOf = (member: unknown): unknown => valueAt(member, contract.resource.identity)
  const id = idOf(read?.member)
  const isSteady = read !== undefined && id !== undefined && isDeepStrictEqual(id, idOf(members?.[read.key]))
  return isSteady ? { ...snapshot, steadyIds: new Set([read.key]) } : snapshot
}

/** The key if a member can have it; undefined for all others. */
export function readable(key: string | undefined, { contract }: Session): string | undefined {
  return key === undefined || variantOf(contract, key) === undefined ? undefined : key
}

function rememberEmpty(group: GroupState): void {
  const { members, read } = group.snapshot ?? {}
  const reads = group.empty?.reads ?? new Map<string, number>()
  if (read !== undefined) reads.set(read.key, read.status)
  group.empty = { members, reads }
}

async function readList(attempt: Attempt, session: Session): Promise<Snapshot | undefined> {
  const list = await fireRead(plain({ operation: 'list' }), attempt, session)
  if (list === undefined) return undefined
  const { resource } = session.contract
  const items = list.response.status === 200 ? valueAt(list.response.document, itemsAt(session.contract)) : undefined
  if (!Array.isArray(items)) return { members: undefined, unreadable: list.response.status }
  const keyed = items.flatMap((item: unknown): readonly (readonly [string, unknown])[] => {
    const key = valueAt(item, resource.key.pointer)
    // Other clients may change foreign members at any time.
    return typeof key === 'string' && !attempt.lane.group.foreign.has(key) ? [[key, item]] : []
  })
  return { members: Object.fromEntries(keyed) }
}

/** Sends a reading request and judges its answer by the invariants. */
export async function fireRead(
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
