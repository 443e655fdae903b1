import { noteAbsence, sentAt } from '../../group/absence.ts'
import { noticeForeignMembers } from '../../group/concurrent-changes.ts'
import { type GroupState, noteWrite } from '../../group/group-state.ts'
import { noteStray } from '../../group/strays.ts'
import { keysToWrite, noteAnswer, noteWriting } from '../../group/note-in-ledger.ts'
import type { Observation, SentRequest } from '../../judge/observation.ts'
import { readResponse } from '../../judge/reading/read-response.ts'
import type { PlannedRequest } from '../../plan/planned-case.ts'
import { type RecordedExchange, toRecord } from '../../secrets/evidence.ts'
import { issuedTokens } from '../../secrets/issued-tokens.ts'
import { type BuiltRequest, buildRequest } from '../../send/build-request.ts'
import { secretsIn, withoutEchoes } from '../../send/secrets-in-request.ts'
import { type Outcome, sendPatiently } from '../../send/send-patiently.ts'
import type { Attempt } from '../session/attempt.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import type { Session } from '../session/session.ts'
import { tellOneByOne } from '../session/side-by-side.ts'

/**
 * Sends a request, records its possible effects and reads the answer. Judges nothing. Returns undefined without an answer: the
 * attempt is then inconclusive.
 */
export function exchange(
  planned: PlannedRequest,
  attempt: Attempt,
  session: Session,
): Promise<ObservedExchange | undefined> {
  return prepareExchange(planned, attempt, session).send()
}

/** A request that is built and noted in the ledger, and can be sent at once. */
export interface Prepared {
  readonly sent: SentRequest
  /** As `exchange`. */
  readonly send: () => Promise<ObservedExchange | undefined>
}

/** Builds a request, and records its secrets and its possible effects. */
export function prepareExchange(planned: PlannedRequest, attempt: Attempt, session: Session): Prepared {
  const group = groupOf(planned, attempt)
  const made = build(planned, attempt, session)
  const built = planned.beside === true ? { ...made, sent: { ...made.sent, beside: true as const } } : made
  const keys = announce({ built, group, attempt, session })
  const exchanging: Exchanging = { planned, built, group, attempt, session, keys }
  return { sent: built.sent, send: () => send(exchanging) }
}

interface Exchanging {
  readonly planned: PlannedRequest
  readonly built: BuiltRequest
  /** Undefined for a request to a group that the run does not use. */
  readonly group: GroupState | undefined
  readonly attempt: Attempt
  readonly session: Session
  /** The keys that the request may write. */
  readonly keys: readonly string[]
}

async function send(exchanging: Exchanging): Promise<ObservedExchange | undefined> {
  const { planned, built, attempt, session } = exchanging
  if (planned.drawn !== undefined) attempt.drawnExchange ??= attempt.exchanges.length
  const { operation, as, beside, paced } = planned
  const request = built.outgoing
  const credentials = session.principals.shown(as)
  const startedAt = Date.now()
  const started = performance.now()
  const outgoing = beside || paced ? { ...request, ...(beside && { beside }), ...(paced && { paced }) } : request
  const reply = await sendPatiently(outgoing, as, session)
  const durationMs = performance.now() - started
  const record = { request, operation, as, credentials, startedAt, durationMs }
  if (!reply.answered) {
    noteFailure(reply, record, exchanging)
    return undefined
  }
  return unlessForeign(receive(reply, record, exchanging), exchanging)
}

/** A request as it is recorded. */
type RecordedRequest = Omit<RecordedExchange, 'response' | 'failure'>

/** Records a request without an answer. The attempt then has no verdict, or is skipped. */
function noteFailure(
  { failure, reason }: Extract<Outcome, { answered: false }>,
  record: RecordedRequest,
  exchanging: Exchanging,
): void {
  const { attempt } = exchanging
  applyWrite(NOT_CARRIED_OUT[failure], exchanging)
  attempt.exchanges.push({ ...record, failure: reason })
  if (failure === 'unauthenticated') attempt.apart = true
  if (failure === 'reset') attempt.closed = true
  // The credentials of these principals are optional, so that their loss only skips cases.
  if (failure === 'unauthenticated' && (record.as === 'reader' || record.as === 'stranger')) attempt.skipped ??= reason
  else attempt.inconclusive ??= reason
}

/** Reads an answer, and records the answer with its effects on the group. */
function receive(
  reply: Extract<Outcome, { answered: true }>,
  record: RecordedRequest,
  exchanging: Exchanging,
): ObservedExchange {
  const { planned, built, group, attempt, session } = exchanging
  session.times.note(planned.operation, reply)
  if (reply.late === true) attempt.late = true
  else if (reply.closed === true) attempt.apart = true
  else if (reply.response.defect === undefined) tellOneByOne(session)
  const response = readResponse(reply.response, built.sent, session.contract)
  if (planned.operation === 'token') for (const token of issuedTokens(response.text)) session.secrets.addWhole(token)
  attempt.exchanges.push({ ...record, response: toRecord(reply.response, session.secrets) })
  applyWrite(response.status, exchanging)
  const observed = recalling(observe(response, exchanging), exchanging)
  if (response.status >= 200 && response.status < 300) {
    session.served.add(planned.as)
    if (group !== undefined) noteStray({ sent: built.sent, segment: planned.rawKey }, group, session.contract)
  }
  if (group !== undefined && isPlain(planned)) noteAbsence(observed, group, sentAt(reply, session))
  const created = noteAnswer(observed, group, session)
  if (created !== undefined) attempt.touched.add(created)
  return observed
}

/** The observation; undefined where the answer shows that another client wrote a member of the case, which then has no verdict. */
function unlessForeign(
  observed: ObservedExchange,
  { group, attempt, session }: Exchanging,
): ObservedExchange | undefined {
  const foreign = group === undefined ? [] : noticeForeignMembers(observed, group, session)
  const met = foreign.find((key) => attempt.touched.has(key))
  if (met === undefined) return observed
  attempt.inconclusive ??= `another client wrote ${met} during the run; the run leaves ${met} unchanged`
  return undefined
}

/** True for a request of the owner without anything that may change its answer. */
function isPlain({ as, rawKey, query, rawQuery, headers }: PlannedRequest): boolean {
  if (as !== 'owner' || rawKey !== undefined || rawQuery !== undefined) return false
  return Object.keys(query).length === 0 && Object.keys(headers).length === 0
}

/** The group of the run that a request names; undefined for any other group. */
export function groupOf({ scope }: Pick<PlannedRequest, 'scope'>, { lane }: Attempt): GroupState | undefined {
  if (scope === undefined) return lane.group
  return scope === 'other' ? lane.other : undefined
}

/** The request as it would be sent. */
export function build(planned: PlannedRequest, { lane, saved }: Attempt, { contract }: Session): BuiltRequest {
  return buildRequest(planned, { contract, group: lane.group.id, otherGroup: lane.other?.id, saved })
}

/** Records, before the request is sent, its secrets and the keys that it may write. Returns these keys. */
function announce({ built, group, attempt, session }: Omit<Exchanging, 'planned' | 'keys'>): readonly string[] {
  for (const secret of secretsIn(built, attempt.saved, session.contract))
    session.secrets.add({ ...secret, isDrawn: true })
  // A server may apply a request to an unknown group to the lane's group.
  const state = group ?? attempt.lane.group
  const keys = keysToWrite(built, state, session.contract)
  for (const key of keys) {
    attempt.touched.add(key)
    state.touched.add(key)
  }
  noteWriting(built, keys, { state, connection: session })
  return keys
}

/** The statuses with which a server certainly did nothing. */
const NOT_CARRIED_OUT: Readonly<Record<string, number | undefined>> = {
  limited: 429,
  unsent: 429,
  unauthenticated: 401,
  unsendable: 400,
}

function applyWrite(status: number | undefined, { built, group, attempt, session, keys }: Exchanging): void {
  if (group === undefined) return
  const { role = 'list', body } = built.sent
  // The key of a create whose path has none is in its body.
  const key = built.sent.key ?? (role === 'create' ? keys[0] : undefined) ?? ''
  noteWrite(group, session.contract, { role, key, body: withoutEchoes(body, attempt.saved), status })
  const told = group.contested.has(key) ? undefined : status
  attempt.recall.noteWrite(group.id, { request: built.sent, status: told }, session.contract)
}

/** The observation with what the case knows after it. */
function recalling(observed: ObservedExchange, { planned, group, attempt }: Exchanging): ObservedExchange {
  if (group === undefined) return observed
  const { request } = observed
  return { ...observed, recalled: attempt.recall.noteShown(group.id, observed, `${request.role} ${planned.as}`) }
}

function observe(response: Observation['response'], { built, group, attempt, session }: Exchanging): ObservedExchange {
  return {
    exchange: attempt.exchanges.length - 1,
    contract: session.contract,
    validators: session.validators,
    request: built.sent,
    response,
    known: group ?? UNKNOWN_GROUP,
    secrets: session.secrets,
  }
}

/** The knowledge about a group that the run does not use. */
const UNKNOWN_GROUP = {
  unknown: true,
  members: new Map<string, never>(),
  foreign: new Set<string>(),
  doubtful: new Set<string>(),
} as const
