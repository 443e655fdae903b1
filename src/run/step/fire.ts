import { variantOf } from '../../contract/keys.ts'
import { referencesIn, resolveReferences, unescape } from '../../json/references.ts'
import { isSuccessDue } from '../../plan/order/batch-form.ts'
import { bindSaved } from '../../plan/draw/bind-saved.ts'
import { writerOf } from '../../group/concurrent-changes.ts'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { Expectation } from '../../judge/judge.ts'
import type { Snapshots } from '../../judge/observation.ts'
import type { PlannedRequest } from '../../plan/planned-case.ts'
import { applyJudgement } from './apply-judgement.ts'
import type { Attempt } from '../session/attempt.ts'
import { exchange, groupOf } from './exchange.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import type { Session } from '../session/session.ts'
import { leaveForeign, meetsForeign } from './meets-foreign.ts'
import { reasonToWithhold } from './reason-to-withhold.ts'
import { recallSnapshot, takeSnapshot } from './take-snapshot.ts'

/** One request of a case and the expectations of its answer. */
export interface JudgedRequest {
  readonly request: PlannedRequest
  readonly expect: readonly Expectation[]
  /** True if an expectation compares the group before and after the request. */
  readonly snapshots?: boolean
}

/**
 * Sends one request of a case and judges its answer. Returns undefined without an answer to judge: the attempt is then
 * inconclusive or skipped.
 */
export async function fire(
  { request, ...judged }: JudgedRequest,
  attempt: Attempt,
  session: Session,
): Promise<ObservedExchange | undefined> {
  const bound = bindSaved(request, attempt.saved)
  if (!('request' in bound)) {
    attempt.inconclusive ??= bound.missing
    return undefined
  }
  if (isSuccessDue(judged.expect) && !isDocumented(bound.request, attempt.saved, session)) {
    attempt.skipped = 'a value of an earlier answer breaks the schema of this request'
    return undefined
  }
  return fireBound({ ...judged, request: bound.request }, attempt, session)
}

/** True if the schema of a request accepts its body with the values of earlier answers. A body without such values is the author's. */
function isDocumented(
  { key = '', body }: PlannedRequest,
  saved: Attempt['saved'],
  { contract, validators }: Session,
): boolean {
  const variant = variantOf(contract, key)
  if (variant === undefined || body === undefined || !('json' in body) || referencesIn(body.json).length === 0)
    return true
  return validators(variant.request)(unescape(resolveReferences(body.json, saved))).length === 0
}

async function fireBound(
  { request, expect, snapshots = false }: JudgedRequest,
  attempt: Attempt,
  session: Session,
): Promise<ObservedExchange | undefined> {
  const reason = reasonToWithhold(request, attempt, session)
  if (reason !== undefined) {
    attempt.skipped = reason
    attempt.withheld = true
    return undefined
  }
  const compares = snapshots && attempt.deferred === undefined
  const before = compares ? await recallSnapshot(attempt, session, request.key) : undefined
  if (attempt.inconclusive !== undefined || (await meetsForeign(request, attempt, session))) return undefined
  const observed = await exchange(request, attempt, session)
  if (observed === undefined) return undefined
  if (await leaveConcurrentCreate(request, observed, { attempt, session })) return undefined
  // The request may have changed the group, regardless of the answer.
  attempt.lane.group.snapshot = undefined
  const { invariants } = session
  const judgement = judgeExchange({ expect, invariants, saved: attempt.saved }, observed)
  applyJudgement(judgement, observed, attempt)
  if (judgement.open.length === 0) return observed
  attempt.deferred?.push({ expect: judgement.open, observed })
  const from = attempt.exchanges.length
  const after = before === undefined ? undefined : await takeSnapshot(attempt, session, observed.request.key)
  if (before === undefined || after === undefined) return observed
  const compared: ObservedExchange = { ...observed, snapshots: { before, after, shownBy: readsSince(from, attempt) } }
  applyJudgement(judgeExchange({ expect: judgement.open, saved: attempt.saved }, compared), compared, attempt)
  return compared
}

/** The last list and the last read of the attempt, from the exchange with the index on. */
function readsSince(from: number, { exchanges }: Attempt): NonNullable<Snapshots['shownBy']> {
  const reads: { list?: number; read?: number } = {}
  for (const [index, { operation }] of exchanges.entries())
    if (index >= from && (operation === 'list' || operation === 'read')) reads[operation] = index
  return reads
}

interface Firing {
  readonly attempt: Attempt
  readonly session: Session
}

/**
 * Leaves a member that another client created during the run, where a create met it. The conflict is then correct: the case is skipped, and
 * the key counts as foreign. Returns true if the case ends here: it met such a member, or no read tells whose it is.
 */
async function leaveConcurrentCreate(
  request: PlannedRequest,
  observed: ObservedExchange,
  { attempt, session }: Firing,
): Promise<boolean> {
  const { role, key, body } = observed.request
  const group = groupOf(request, attempt)
  if (role !== 'create' || observed.response.status !== CONFLICT || key === undefined || group === undefined)
    return false
  if (group.members.has(key) || group.doubtful.has(key) || group.foreign.has(key)) return false
  // The member of a client that is known to write here may be gone before it is read.
  const writer = await writerOf(key, group, { connection: session, sent: body })
  if (writer === 'ours' && group.ceded.size === 0) return false
  if (writer === 'unclear') {
    attempt.inconclusive = `the create of ${key} was answered 409, and no read told whether another client has created it`
    return true
  }
  await leaveForeign(key, { request, group, attempt, session })
  return true
}

const CONFLICT = 409
