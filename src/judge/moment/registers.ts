import type { Contract } from '../../contract/contract.ts'
import { variantOf } from '../../contract/keys.ts'
import { itemsAt } from '../../contract/page.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import type { KeyBefore, Observation, TimedRequest } from '../observation.ts'
import { isSingle, membersIn } from '../reading/members.ts'
import { pageNumber, pageSize } from '../reading/page-facts.ts'
import { shows, valuesToShow } from '../reading/sent-values.ts'

/** The requests of a moment about one key: what they may have written, and what the answers show of it. */
export interface Register {
  readonly key: string
  /** The key, with its group where that is another than the first group of the moment. */
  readonly name: string
  readonly before: KeyBefore['member']
  readonly writes: readonly MomentWrite[]
  /** The writes of the same key in other groups. */
  readonly elsewhere: readonly MomentWrite[]
  /** In the order of the requests. */
  readonly sights: readonly Sight[]
  /** The documented defaults of the key, by pointer into a body. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** True if a member shows all values of a write. A body that is no JSON object may have any effect. */
  readonly isShown: (member: Readonly<Record<string, unknown>>, values: Values) => boolean
}

/** The values of a body by property; undefined for a body that is no JSON object. */
export type Values = Readonly<Record<string, unknown>> | undefined

/** A request that may have written the key. */
export interface MomentWrite {
  readonly role: 'create' | 'update' | 'delete'
  /** `done`: a success. `refused`: a 4xx. `unclear`: no answer, or an answer that tells nothing. */
  readonly outcome: 'done' | 'refused' | 'unclear'
  readonly values: Values
  readonly timed: TimedRequest
}

/** The state of the key that one answer shows. */
export interface Sight {
  /** Undefined where the answer shows that there is none. */
  readonly member: Readonly<Record<string, unknown>> | undefined
  readonly at: string
  readonly timed: TimedRequest
}

/** One register for each key that a request of the moment may have written. */
export function registersOf({ contract, moment }: Observation): readonly Register[] {
  if (moment === undefined) return []
  const { requests, before } = moment
  return before.map(({ group, key, member }) => {
    const own = requests.filter((one) => one.group === group)
    const others = requests.filter((one) => one.group !== group)
    const { redactions = {}, defaults = {} } = variantOf(contract, key) ?? {}
    return {
      key,
      name: group === requests[0]?.group ? key : `${key} of the group ${group}`,
      before: member,
      writes: own.flatMap((timed) => writeOf(timed, key)),
      elsewhere: others.flatMap((timed) => writeOf(timed, key)),
      sights: own.flatMap((timed) => sightsOf(timed, { key, contract })),
      defaults,
      isShown: (shown, values) =>
        values === undefined || valuesToShow(values, key, contract).every((one) => shows(shown, one, redactions)),
    }
  })
}

function writeOf(timed: TimedRequest, key: string): readonly MomentWrite[] {
  const { role, key: own, body } = timed.request
  if (own !== key || (role !== 'create' && role !== 'update' && role !== 'delete')) return []
  return [{ role, outcome: outcomeOf(timed), values: isObject(body) ? body : undefined, timed }]
}

function outcomeOf({ response }: TimedRequest): MomentWrite['outcome'] {
  const status = response?.status ?? 0
  if (status >= 200 && status < 300) return 'done'
  return status >= 400 && status < 500 ? 'refused' : 'unclear'
}

/** A read shows its own key. A page shows each key that it has, and that it lacks any other if it holds all members. */
function sightsOf(
  timed: TimedRequest,
  { key, contract }: { readonly key: string; readonly contract: Contract },
): readonly Sight[] {
  const { request, response } = timed
  if (response === undefined || request.ambiguous === true) return []
  const { status, document, documentAt } = response
  const isRead = request.role === 'read'
  if (request.role === undefined || request.role === 'delete') return []
  if (isRead && request.key !== key) return []
  if (isRead && status === NOT_FOUND) return [{ member: undefined, at: 'status', timed }]
  const members = membersIn({ contract, request, response })
  const found = members.filter((one) => isRead || one.key === key)
  if (found.length > 0) return found.map(({ value, pointer }) => ({ member: value, at: `body#${pointer}`, timed }))
  const items = valueAt(document, itemsAt(contract))
  const asked = { contract, request }
  const isWhole = Array.isArray(items) && pageNumber(asked) === 1 && items.length < pageSize(asked)
  if (isSingle(request.role, contract) || status < 200 || status > 299 || !isWhole) return []
  return [{ member: undefined, at: `body#${documentAt}${itemsAt(contract)}`, timed }]
}

const NOT_FOUND = 404
