import { confirmRemoval, isKept, type Removal, requestRemoval, tryRemoval } from '../../group/remove-key.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import { readResponse } from '../../judge/reading/read-response.ts'
import { usesOtherGroup } from '../../plan/order/writes.ts'
import type { PlannedCase, SetUp } from '../../plan/planned-case.ts'
import { applyJudgement } from './apply-judgement.ts'
import type { Attempt } from '../session/attempt.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import { type GroupState } from '../../group/group-state.ts'
import { removeStrays } from '../../group/strays.ts'
import type { Session } from '../session/session.ts'
import { maySendTogether } from '../session/side-by-side.ts'
import { allEnded } from '../../send/all-ended.ts'

/**
 * Removes every member that the case may have created or changed. Members from before the run are never removed. A key that cannot be
 * removed is doubtful. A refused delete of a member that is known to be there violates the contract's `resource.cleanup` requirement; any
 * other failure leaves the attempt inconclusive. Members under keys that the contract does not have are removed too.
 */
export async function cleanUp(
  planned: PlannedCase,
  attempt: Attempt,
  { session, keep, relaxed = false }: CleaningUp,
): Promise<void> {
  const { group, other } = attempt.lane
  const { otherAbsent, free = [] } = planned.given
  const kept = new Set(keep.filter((setUp) => isKept(setUp, group, { relaxed })).map(({ key }) => key))
  const touched = kept.size === 0 ? attempt.touched : new Set([...attempt.touched].filter((key) => !kept.has(key)))
  await removeAll(touched, group, { planned, attempt, session })
  const elsewhere = usesOtherGroup(planned) ? [...otherAbsent, ...free] : []
  if (other !== undefined) await removeAll(new Set(elsewhere), other, { planned, attempt, session })
  for (const one of [group, other]) if (one !== undefined) await removeStrays(one, session)
}

export interface CleaningUp {
  readonly session: Session
  /** Set-ups whose members may stay if unchanged: the next example starts from them. */
  readonly keep: readonly SetUp[]
  /** True if these members may also stay with other values. */
  readonly relaxed?: boolean
}

interface Cleaning {
  readonly planned: PlannedCase
  readonly attempt: Attempt
  readonly session: Session
}

async function removeAll(keys: ReadonlySet<string>, group: GroupState, cleaning: Cleaning): Promise<void> {
  const { attempt, session } = cleaning
  for (const key of keys) group.touched.add(key)
  const sure = new Set([...keys].filter((key) => isSureMember(key, group)))
  const together = await removeTogether([...sure], group, session)
  for (const key of keys) {
    const [isSure, removal] = [sure.has(key), together.get(key)]
    if ((!isSure && !group.doubtful.has(key)) || group.foreign.has(key)) continue
    const failed = await (removal === undefined
      ? tryRemoval(key, group, session)
      : confirmRemoval(removal, group, session))
    if (failed === undefined) continue
    attempt.exchanges.push(failed.exchange)
    if ((isSure || isCrash(failed)) && judgeRefusal(failed, group, cleaning)) continue
    const why = failed.exchange.failure ?? `the answer to its removal is ${failed.answer?.status ?? 'unknown'}`
    attempt.inconclusive ??= `${key} could not be removed after the case: ${why}`
  }
}

/** True for a member of the run whose state is known. */
function isSureMember(key: string, { members, doubtful, foreign }: GroupState): boolean {
  return members.has(key) && !doubtful.has(key) && !foreign.has(key)
}

/**
 * Deletes several members side by side, and returns the answered removals by key. One that a server refuses since another write is under way
 * is left out: the delete has to be sent again.
 */
async function removeTogether(
  keys: readonly string[],
  group: GroupState,
  session: Session,
): Promise<ReadonlyMap<string, Removal>> {
  if (keys.length < 2 || !maySendTogether(session)) return new Map()
  const tasks = keys.map(
    (key) => async () => [key, await requestRemoval({ key, beside: true }, group, session)] as const,
  )
  const removals = await allEnded(tasks, session.sideBySide.most)
  return new Map(removals.filter(([, { answer }]) => !BUSY.has(answer?.status ?? 0)))
}

/** The statuses of a server that cannot carry out a write at the moment. */
const BUSY: ReadonlySet<number> = new Set([409, 423, 429, 503])

/** Refusals that may be right: an alert may need the member, and the credentials may have ended during the run. */
const PERHAPS_RIGHT: ReadonlySet<number> = new Set([400, 401, 403])

/** A delete is never answered 5xx, whether its member is there or not. */
function isCrash({ answer }: Removal): boolean {
  return answer !== undefined && answer.status >= 500
}

/** Judges the refusal of a delete, which is the last exchange. Returns true for a violation. */
function judgeRefusal({ sent, answer }: Removal, group: GroupState, { planned, attempt, session }: Cleaning): boolean {
  const { contract, invariants } = session
  const requirement = contract.resource.cleanup
  if (requirement === undefined || answer === undefined || PERHAPS_RIGHT.has(answer.status)) return false
  const observed: ObservedExchange = {
    exchange: attempt.exchanges.length - 1,
    contract,
    validators: session.validators,
    request: sent,
    response: readResponse(answer, sent, contract),
    known: group,
    secrets: session.secrets,
  }
  const expect = [{ requirement, ...DELETED, location: planned.location }]
  const judgement = judgeExchange({ expect, invariants, saved: attempt.saved }, observed)
  applyJudgement(judgement, observed, attempt)
  return judgement.findings.some(({ level }) => level === 'must')
}

/** The expectation of each delete of a clean-up. */
const DELETED = { kind: 'status', value: '2xx' } as const
