import type { Role } from '../../contract/contract.ts'
import type { Invariant } from '../../judge/invariant.ts'
import type { Expectation } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import { hasStatus } from '../../judge/reading/statuses.ts'
import type { Condition } from '../../judge/reading/condition.ts'
import { resolveReferences } from '../../json/references.ts'

/** The part of an exchange that is known before it is sent. */
export interface ForeseenExchange {
  /** Undefined where the request is none of the documented operations. */
  readonly role: Role | undefined
  readonly method: string
  /** `$query` where `forall` draws it, undefined where there is none. */
  readonly query: Readonly<Record<string, unknown>> | string | undefined
  /** Those that the expectations allow; undefined where they say nothing of it. */
  readonly statuses: readonly number[] | undefined
}

/** True if an invariant may apply to an exchange. Conditions that only the answer decides count as met. */
export function coversExchange({ on = {}, except }: Invariant, exchange: ForeseenExchange): boolean {
  return truth(on, exchange) !== false && (except === undefined || truth(except, exchange) === false)
}

/** The result of a condition, or undefined if only the answer decides. */
function truth(condition: Condition, exchange: ForeseenExchange): boolean | undefined {
  const parts = new Set([
    operationHolds(condition, exchange),
    condition.method === undefined || [condition.method].flat().includes(exchange.method),
    statusHolds(condition, exchange),
    queryHolds(condition, exchange),
    condition.body === undefined ? true : undefined,
  ])
  if (parts.has(false)) return false
  return parts.has(undefined) ? undefined : true
}

function operationHolds({ operation }: Condition, { role }: ForeseenExchange): boolean {
  return operation === undefined || (role !== undefined && [operation].flat().includes(role))
}

/** An answer with a status that is not expected is a finding of its own. */
function statusHolds({ status }: Condition, { statuses }: ForeseenExchange): boolean | undefined {
  if (status === undefined) return true
  return statuses?.every((one) => hasStatus(status, one))
}

function queryHolds({ query }: Condition, { query: sent = {} }: ForeseenExchange): boolean | undefined {
  if (query === undefined) return true
  if (typeof sent === 'string') return undefined
  return Object.entries(query).every(([name, wanted]) => {
    if (wanted === 'none') return sent[name] === undefined
    return wanted === 'any' ? sent[name] !== undefined : String(sent[name]) === wanted
  })
}

/** The statuses that all of the expectations allow. */
export function statusesOf(
  expectations: readonly Expectation[],
  values: ReadonlyMap<string, unknown>,
): readonly number[] | undefined {
  const tests = expectations.flatMap(({ kind, value }) => {
    const allows = KINDS[kind]?.allows
    if (allows === undefined) return []
    const bound = resolveReferences(value, values)
    return [(status: number) => allows(bound, status)]
  })
  return tests.length === 0 ? undefined : STATUSES.filter((status) => tests.every((test) => test(status)))
}

const STATUSES = Array.from({ length: 500 }, (_, index) => index + 100)
