import { operationOf, type Role } from '../contract/contract.ts'
import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { KINDS } from './kinds.ts'
import type { Problem } from './assertion-kind.ts'
import type { KeyBefore, KnownMember, Moment, Observation, SentRequest, TimedRequest } from './observation.ts'
import { readResponse } from './reading/read-response.ts'

export { CONTRACT } from '../contract/loaded.test-support.ts'

export const VENDOR = 'application/vnd.atlas.2023-01-01+json'

/** An exchange in a test. Omitted values are those of a conformant server. */
export interface Told {
  readonly role?: Role
  readonly key?: string
  readonly method?: string
  readonly query?: Readonly<Record<string, string>>
  readonly request?: Partial<SentRequest>
  readonly status?: number
  readonly headers?: readonly (readonly [string, string])[]
  readonly trailers?: readonly (readonly [string, string])[]
  readonly reason?: string
  /** A text or bytes, sent unchanged; any other value as JSON. */
  readonly body?: unknown
  readonly defect?: string
  /** Members that the run wrote, by key; complete unless listed under `incomplete`. */
  readonly members?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly incomplete?: readonly string[]
  /** The last values of a member that was updated, by key; the values of `members` are then those of the update. */
  readonly lastSent?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly foreign?: readonly string[]
  readonly doubtful?: readonly string[]
  readonly deleted?: readonly string[]
  readonly snapshots?: Observation['snapshots']
  readonly walk?: Observation['walk']
  readonly recalled?: Observation['recalled']
  readonly moment?: ToldMoment
}

/** Requests about one key at the same moment, each with its times in milliseconds. */
export interface ToldMoment {
  readonly key: string
  readonly before?: KeyBefore['member']
  readonly requests: readonly (Told & {
    /** The start and the end; without an end, there was no answer. */
    readonly at: readonly [start: number, end?: number]
    readonly sent?: unknown
    readonly after?: true
    /** Default: `own`. */
    readonly group?: string
  })[]
}

/** The observation of the exchange. Every secret in `members` counts as sent. */
export function observe(told: Told): Observation {
  const { role = 'list', status = 200, members = {} } = told
  const operation = operationOf(CONTRACT, role)
  const request: SentRequest = {
    method: told.method ?? operation.method,
    target: operation.path.replaceAll(/[{}]/g, ''),
    query: told.query ?? {},
    operation,
    role,
    ...(told.key === undefined ? {} : { key: told.key }),
    ...told.request,
  }
  const raw = { status, headers: told.headers ?? [['Content-Type', VENDOR] as const], body: bytesOf(told.body) }
  return {
    contract: CONTRACT,
    validators: VALIDATORS,
    request,
    response: readResponse(
      {
        ...raw,
        ...(told.defect === undefined ? {} : { defect: told.defect }),
        ...(told.reason === undefined ? {} : { reason: told.reason }),
        ...(told.trailers === undefined ? {} : { trailers: told.trailers }),
      },
      request,
      CONTRACT,
    ),
    known: {
      members: new Map(
        Object.entries(members).map(([key, values]): [string, KnownMember] => [key, knownMember(key, values, told)]),
      ),
      foreign: new Set(told.foreign),
      doubtful: new Set(told.doubtful),
      deleted: new Set(told.deleted),
    },
    secrets: secretsOf(members),
    ...(told.snapshots === undefined ? {} : { snapshots: told.snapshots }),
    ...(told.walk === undefined ? {} : { walk: told.walk }),
    ...(told.recalled === undefined ? {} : { recalled: told.recalled }),
    ...(told.moment === undefined ? {} : { moment: momentOf(told.moment) }),
  }
}

function knownMember(key: string, values: KnownMember['values'], { incomplete, lastSent }: Told): KnownMember {
  if (incomplete?.includes(key) === true) return { values, complete: false }
  const earlier = lastSent?.[key]
  return { values, complete: earlier === undefined, lastSent: earlier ?? values }
}

function momentOf({ key, before = 'absent', requests }: ToldMoment): Moment {
  return {
    before: [{ group: 'own', key, member: before }],
    requests: requests.map(
      ({ at: [start, end = Infinity], sent, after, group = 'own', ...told }, exchange): TimedRequest => {
        const own = told.role === 'list' ? {} : { key: told.key ?? key }
        const { request, response } = observe({
          ...told,
          ...own,
          ...(sent === undefined ? {} : { request: { body: sent } }),
        })
        return {
          group,
          request,
          response: end === Infinity ? undefined : response,
          start,
          end,
          exchange,
          ...(after === undefined ? {} : { after }),
        }
      },
    ),
  }
}

function secretsOf(members: NonNullable<Told['members']>): Observation['secrets'] {
  const secrets = createSecrets()
  for (const [key, values] of Object.entries(members)) {
    for (const [pointer, redaction] of Object.entries(CONTRACT.resource.variants[key]?.redactions ?? {})) {
      const value = values[pointer.slice(1)]
      if (typeof value === 'string') secrets.add({ value, pointer, redaction })
    }
  }
  return secrets
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body
  return new TextEncoder().encode(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body))
}

/** The problems that one kind finds in the exchange, without signatures. */
export function problemsOf(kind: string, expected: unknown, told: Told): readonly Omit<Problem, 'signature'>[] {
  return check(kind, expected, told).map(({ message, at, expected: wanted, actual }) => ({
    message,
    at,
    expected: wanted,
    actual,
  }))
}

/** The signatures of the problems that one kind finds in the exchange. */
export function signaturesOf(kind: string, expected: unknown, told: Told): readonly string[] {
  return check(kind, expected, told).map(({ signature }) => signature)
}

function check(kind: string, expected: unknown, told: Told): readonly Problem[] {
  const assertion = KINDS[kind]
  if (assertion === undefined) throw new Error(`there is no kind ${kind}`)
  return assertion.check(expected, observe(told))
}

export const API_KEY = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
export const MASKED_KEY = `${'*'.repeat(28)}e8f9`
export const URL_SENT = 'https://hooks.example.com/services/Zx81QwErTy62?k=Pq93LmNo'
export const TOKEN = 'QwErTyUiOpAsDfGhJkLzXcVbNm0123456789'

/** A DATADOG member as written, and as a conformant server returns it. */
export const WRITTEN = { type: 'DATADOG', apiKey: API_KEY, region: 'EU' }
export const SHOWN = {
  id: '6a79404f2c88faeba59beea6',
  type: 'DATADOG',
  apiKey: MASKED_KEY,
  region: 'EU',
  sendCollectionLatencyMetrics: false,
  sendDatabaseMetrics: false,
  sendQueryStatsMetrics: false,
  sendUserProvidedResourceTags: false,
}
