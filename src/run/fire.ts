import type { Level } from '../contract/contract.ts'
import { holds } from '../judge/condition.ts'
import { type Expectation, judge, observed } from '../judge/judge.ts'
import type { Observation, Snapshot, Walk } from '../judge/observation.ts'
import { readResponse } from '../judge/read-response.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import { valueAt } from '../source/pointer.ts'
import { bindValue } from '../suite/references.ts'
import { UNREADABLE } from '../target/target.ts'
import type { Attempt } from './attempt.ts'
import { buildRequest, type BuiltRequest } from './build-request.ts'
import { doubt, type GroupState, noteWrite } from './group-state.ts'
import { secretsIn, withoutEchoes } from './secrets-in-request.ts'
import { sendPatiently } from './send-patiently.ts'
import type { Session } from './session.ts'

/** One request to fire, what is expected of its answer, and what must be gathered around it. */
export interface Shot {
  readonly request: PlannedRequest
  readonly expect: readonly Expectation[]
  readonly snapshots?: boolean
}

/** What was seen, and which of the attempt's exchanges shows it. */
export type Seen = Observation & { readonly exchange: number }

/** Sends one request of a case and judges its answer. Undefined where none came: the attempt then says why. */
export async function fire(shot: Shot, attempt: Attempt, session: Session): Promise<Seen | undefined> {
  const before = shot.snapshots === true ? await takeSnapshot(attempt, session, shot.request.key) : undefined
  if (attempt.inconclusive !== undefined) return undefined
  const seen = await exchange(shot.request, attempt, session)
  if (seen === undefined) return undefined
  // Whatever the answer says, what is there now has to be seen.
  attempt.lane.group.snapshot = undefined
  const after = before === undefined ? undefined : await takeSnapshot(attempt, session, seen.request.key)
  const observation: Seen =
    before === undefined || after === undefined ? seen : { ...seen, snapshots: { before, after } }
  record(shot.expect, observation, attempt)
  return observation
}

/** Judges what was gathered over several exchanges. */
export function judgeWalk(
  expect: readonly Expectation[],
  seen: Seen,
  { walk, attempt }: { walk: Walk; attempt: Attempt },
): void {
  record(expect, { ...seen, walk }, attempt)
}

/** Sends a request and judges the answer by the invariants, and by nothing else. */
async function exchange(planned: PlannedRequest, attempt: Attempt, session: Session): Promise<Seen | undefined> {
  const state = stateOf(planned, attempt)
  const built = buildRequest(planned, {
    contract: session.contract,
    group: attempt.lane.group.id,
    otherGroup: attempt.lane.other?.id,
    saved: attempt.saved,
    authorize: session.authorize,
  })
  for (const secret of secretsIn(built, attempt.saved, session.contract)) session.secrets.add(secret)
  if (built.sent.key !== undefined && isWrite(built)) attempt.touched.add(built.sent.key)
  const started = performance.now()
  const reply = await sendPatiently(built.outgoing, session)
  const durationMs = performance.now() - started
  const write = {
    role: built.sent.role ?? 'list',
    key: built.sent.key ?? '',
    body: withoutEchoes(built.sent.body, attempt.saved),
  }
  if (!reply.answered) {
    if (state !== undefined)
      noteWrite(state, session.contract, { ...write, status: reply.failure === 'limited' ? 429 : undefined })
    attempt.exchanges.push({ request: built.outgoing, failure: reply.reason, durationMs })
    attempt.inconclusive ??= reply.reason
    return undefined
  }
  attempt.exchanges.push({ request: built.outgoing, response: reply.response, durationMs })
  if (state !== undefined) noteWrite(state, session.contract, { ...write, status: reply.response.status })
  const seen: Seen = {
    exchange: attempt.exchanges.length - 1,
    contract: session.contract,
    validators: session.validators,
    request: built.sent,
    response: readResponse(reply.response, built.sent, session.contract),
    known: state ?? NOTHING,
    secrets: session.secrets,
  }
  recordInvariants(seen, attempt, session)
  return seen
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

function isWrite({ outgoing }: BuiltRequest): boolean {
  return outgoing.method !== 'GET' && outgoing.method !== 'HEAD' && outgoing.method !== 'OPTIONS'
}

/** Judges an answer by every invariant that is about it; of one that is broken nothing more is said. */
function recordInvariants(seen: Seen, attempt: Attempt, session: Session): void {
  const names = new Map<string, unknown>([
    ['key', seen.request.key],
    ['status', seen.response.status],
  ])
  for (const { on, except, expect } of session.invariants.about(seen)) {
    if ((on !== undefined && !holds(on, seen)) || (except !== undefined && holds(except, seen))) continue
    const broken = expect.filter((expectation) => judgeInto(attempt, bind(expectation, names), seen))
    if (broken.some(({ kind, value }) => kind === 'message' || (kind === 'json' && value === 'well-formed'))) {
      attempt.stopped = true
      break
    }
  }
  doubtAfterFindings(seen, attempt)
}

/**
 * Judges an answer by what its case expects; a sentence that is only observed is put on record either way. Where the status is not
 * the expected one, the rest of the step has nothing to stand on, and after a must the rest of the case neither.
 */
function record(expectations: readonly Expectation[], seen: Seen, attempt: Attempt): void {
  const byStatus = expectations.filter(({ kind }) => kind === 'status')
  const others = expectations.filter(({ kind }) => kind !== 'status')
  let failed: Level | undefined
  for (const expectation of byStatus) {
    const bound = bind(expectation, attempt.saved)
    const level = seen.contract.requirements[bound.requirement]?.level
    if (judgeInto(attempt, bound, seen)) failed = failed === 'must' ? failed : level
    else if (level === 'observe') attempt.findings.push({ ...observed(bound, seen), exchange: seen.exchange })
  }
  if (failed === 'must') attempt.stopped = true
  const broken = attempt.findings.some(
    (one) => one.exchange === seen.exchange && ['message', 'json'].includes(one.kind),
  )
  if ((failed === undefined || failed === 'observe') && !broken) {
    for (const expectation of others) judgeInto(attempt, bind(expectation, attempt.saved), seen)
  }
  doubtAfterFindings(seen, attempt)
}

function bind(expectation: Expectation, names: ReadonlyMap<string, unknown>): Expectation {
  return expectation.open === true ? { ...expectation, ...bindValue(expectation.value, names) } : expectation
}

/** Whether there were findings. Of an answer that could not be read at all, only that is judged. */
function judgeInto(attempt: Attempt, expectation: Expectation, seen: Seen): boolean {
  if (seen.response.status === UNREADABLE && expectation.kind !== 'message') return false
  attempt.judged.add(expectation.requirement)
  const findings = judge([expectation], seen)
  for (const finding of findings) attempt.findings.push({ ...finding, exchange: seen.exchange })
  return findings.length > 0
}

/** After a write that went wrong nothing is claimed of what it may have touched. */
function doubtAfterFindings(seen: Seen, attempt: Attempt): void {
  const written = seen.request.key !== undefined && seen.request.method !== 'GET'
  if (written && attempt.findings.some((finding) => finding.level === 'must' && finding.exchange === seen.exchange))
    doubt(attempt.lane.group, attempt.touched)
}

/** The members of the lane's group; read anew only where something may have been written since. */
async function takeSnapshot(attempt: Attempt, session: Session, key?: string): Promise<Snapshot | undefined> {
  const { group } = attempt.lane
  const list = group.snapshot ?? (await readList(attempt, session))
  if (list === undefined) return undefined
  group.snapshot = list
  if (key === undefined || session.contract.resource.variants[key] === undefined) return list
  const read = await exchange(plain({ operation: 'read', key }), attempt, session)
  return read === undefined ? undefined : { ...list, read: { key, status: read.response.status } }
}

async function readList(attempt: Attempt, session: Session): Promise<Snapshot | undefined> {
  const seen = await exchange(plain({ operation: 'list' }), attempt, session)
  if (seen === undefined) return undefined
  const { page, resource } = session.contract
  const items = seen.response.status === 200 ? valueAt(seen.response.document, page.items) : undefined
  if (!Array.isArray(items)) return { members: undefined }
  return {
    members: Object.fromEntries(items.map((item: unknown) => [String(valueAt(item, resource.key.pointer)), item])),
  }
}

export function plain(request: Pick<PlannedRequest, 'operation' | 'key'>): PlannedRequest {
  return { ...request, as: 'owner', query: {}, headers: {} }
}
