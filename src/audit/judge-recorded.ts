import type { Contract } from '../contract/contract.ts'
import type { Validators } from '../contract/validators.ts'
import type { Attempted } from '../report/attempted.ts'
import type { InvariantIndex } from '../judge/invariant-index.ts'
import { judgeExchange } from '../judge/judge-exchange.ts'
import type { Known, Observation } from '../judge/observation.ts'
import { membersIn } from '../judge/reading/members.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import { isObject } from '../json/pointer.ts'
import { type RecordedExchange, toRecord } from '../secrets/evidence.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { isPlaceholder } from '../secrets/is-placeholder.ts'
import type { Recorded } from './recorded.ts'
import type { RequestOf } from './request-of.ts'

/** The data by which each exchange of a recording is judged. */
export interface Auditing {
  readonly contract: Contract
  readonly validators: Validators
  readonly invariants: InvariantIndex
  readonly secrets: Secrets
}

/** A judged exchange, and the requirements that it was judged by. */
export interface Audited {
  readonly attempt: Attempted
  readonly judged: readonly string[]
}

/**
 * Judges one recorded exchange by the invariants of the contract. Pure. What other clients did in between is not in the recording, so an
 * answer is compared with its own request only, never with earlier ones.
 */
export function judgeRecorded(recorded: Recorded, request: RequestOf, auditing: Auditing): Audited {
  const { contract, validators, invariants, secrets } = auditing
  const { response: raw } = recorded
  const sent = exchangeOf(recorded, request, auditing)
  if (raw === undefined) return open(sent, { inconclusive: 'no answer is recorded' })
  if (raw.body === undefined) return open(sent, { skipped: 'the body of the answer is not recorded' })
  if (raw.status === 429 || (raw.status === 503 && hasHeader(raw.headers, 'retry-after')))
    return open(sent, { skipped: 'a rate limit is no violation' })
  const response = readResponse({ ...raw, body: raw.body }, request.sent, contract)
  const observation: Observation = {
    contract,
    validators,
    request: request.sent,
    response,
    known: knownAfter(request, response, contract),
    secrets,
  }
  const { findings, judged } = judgeExchange({ expect: [], invariants, saved: new Map() }, observation)
  return {
    attempt: { ...NOTHING, exchanges: [sent], findings: findings.map((one) => ({ ...one, exchange: 0 })) },
    judged,
  }
}

const NOTHING: Attempted = {
  findings: [],
  exchanges: [],
  counterexample: undefined,
  inconclusive: undefined,
  skipped: undefined,
}

function open(sent: RecordedExchange, why: Partial<Attempted>): Audited {
  return { attempt: { ...NOTHING, exchanges: [sent], ...why }, judged: [] }
}

/** The member that the request itself wrote. All other keys are in doubt, so that no total and no list is held to them. */
function knownAfter({ sent }: RequestOf, response: Observation['response'], contract: Contract): Known {
  const shown = membersIn({ contract, request: sent, response }).flatMap(({ key }) => key ?? [])
  const isWrite = sent.role === 'create' || sent.role === 'update'
  const written =
    isWrite && response.status >= 200 && response.status < 300 && isObject(sent.body) ? sent.key : undefined
  const doubtful = new Set([...contract.resource.key.values, ...shown, ''])
  if (written === undefined) return { members: new Map(), foreign: new Set(), doubtful }
  doubtful.delete(written)
  const values = withoutPlaceholders(isObject(sent.body) ? sent.body : {})
  return { members: new Map([[written, { values, complete: sent.role === 'create' }]]), foreign: new Set(), doubtful }
}

/** Leaves out values that a recorder hid, and masks that a client sends back: a server may ignore these. */
function withoutPlaceholders(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => typeof value !== 'string' || !isPlaceholder(value)),
  )
}

function exchangeOf(
  { request, response, startedAt, durationMs }: Recorded,
  { sent, base }: RequestOf,
  { secrets }: Auditing,
): RecordedExchange {
  return {
    request: {
      method: request.method,
      path: new URL(request.url).href.slice(base.length),
      headers: request.headers.filter(([name]) => !name.startsWith(':')),
      ...(request.body === undefined ? {} : { body: new TextEncoder().encode(request.body) }),
    },
    ...(sent.role === undefined ? {} : { operation: sent.role }),
    as: 'recorded',
    ...(response === undefined
      ? { failure: 'no answer is recorded' }
      : {
          response: toRecord(
            { status: response.status, headers: response.headers, body: response.body ?? new Uint8Array() },
            secrets,
          ),
        }),
    ...(startedAt === undefined ? {} : { startedAt }),
    durationMs,
  }
}

function hasHeader(headers: readonly (readonly [string, string])[], wanted: string): boolean {
  return headers.some(([name]) => name.toLowerCase() === wanted)
}
