import type { Observation } from '../judge/observation.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import type { Attempt } from './attempt.ts'
import { toRecord } from '../secrets/evidence.ts'
import { buildRequest } from '../send/build-request.ts'
import { type GroupState, noteWrite } from '../group/group-state.ts'
import { keysToWrite, noteAnswer, noteWriting } from '../group/note-in-ledger.ts'
import { secretsIn, withoutEchoes } from '../send/secrets-in-request.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import type { Session } from './session.ts'

/** What was seen, and which of the attempt's exchanges shows it. */
export type Seen = Observation & { readonly exchange: number }

/** Sends a request, notes what it may have done, and reads the answer; nothing is judged. Undefined where none came. */
export async function exchange(planned: PlannedRequest, attempt: Attempt, session: Session): Promise<Seen | undefined> {
  const state = stateOf(planned, attempt)
  const built = buildRequest(planned, {
    contract: session.contract,
    group: attempt.lane.group.id,
    otherGroup: attempt.lane.other?.id,
    saved: attempt.saved,
  })
  for (const secret of secretsIn(built, attempt.saved, session.contract)) session.secrets.add(secret)
  // What is sent to a group that is none may end up in ours.
  const into = state ?? attempt.lane.group
  const keys = keysToWrite(built, into, session.contract)
  for (const key of keys) attempt.touched.add(key)
  for (const key of keys) into.touched.add(key)
  noteWriting(built, keys, { state: into, session })
  if (planned.drawn !== undefined) attempt.drawnExchange ??= attempt.exchanges.length
  const credentials = session.principals.shown(planned.as)
  const started = performance.now()
  const reply = await sendPatiently(built.outgoing, planned.as, session)
  const durationMs = performance.now() - started
  const write = {
    role: built.sent.role ?? 'list',
    key: built.sent.key ?? '',
    body: withoutEchoes(built.sent.body, attempt.saved),
  }
  if (!reply.answered) {
    if (state !== undefined) noteWrite(state, session.contract, { ...write, status: NOT_CARRIED_OUT[reply.failure] })
    attempt.exchanges.push({ request: built.outgoing, credentials, failure: reply.reason, durationMs })
    attempt.inconclusive ??= reply.reason
    return undefined
  }
  attempt.exchanges.push({
    request: built.outgoing,
    credentials,
    response: toRecord(reply.response, session.secrets),
    durationMs,
  })
  const response = readResponse(reply.response, built.sent, session.contract)
  if (state !== undefined) noteWrite(state, session.contract, { ...write, status: response.status })
  const seen: Seen = {
    exchange: attempt.exchanges.length - 1,
    contract: session.contract,
    validators: session.validators,
    request: built.sent,
    response,
    known: state ?? NOTHING,
    secrets: session.secrets,
  }
  noteAnswer(seen, state, session)
  return seen
}

/** As which answers a failure counts that says for sure that nothing was done. */
const NOT_CARRIED_OUT: Readonly<Record<string, number | undefined>> = {
  limited: 429,
  unsent: 429,
  unauthenticated: 401,
}

/** An answer about a group that is none of ours: nothing is known of it. */
const NOTHING = {
  unknown: true,
  members: new Map<string, never>(),
  foreign: new Set<string>(),
  doubtful: new Set<string>(),
} as const

function stateOf({ scope }: PlannedRequest, { lane }: Attempt): GroupState | undefined {
  if (scope === undefined) return lane.group
  return scope === 'other' ? lane.other : undefined
}
