import type { Contract } from '../../contract/contract.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { PlannedRequest } from '../../plan/planned-case.ts'
import { hashText } from '../../secrets/seeded-numbers.ts'

/** The ids that answers showed for the members of a group, by key. */
export type ShownIds = ReadonlyMap<string, { readonly id: unknown }>

interface Lenders {
  /** The ids in the group of the request. */
  readonly own: ShownIds
  /** The ids in the other groups. */
  readonly others: readonly ShownIds[]
  readonly contract: Contract
}

/**
 * A request whose body holds an id, with the id of another member in its place. That member has the same key in another group, or another
 * key. The contract has every id accepted and none obeyed, so that the outcome stays. The rest of the body decides which id it is: a
 * shortened history has the same.
 */
export function lendId(request: PlannedRequest, { own, others, contract }: Lenders): PlannedRequest {
  const { key, body } = request
  const { identity } = contract.resource
  if (key === undefined || body === undefined || !('value' in body) || !isObject(body.value)) return request
  const drawn = valueAt(body.value, identity)
  if (typeof drawn !== 'string' || drawn === '') return request
  const twins = others.flatMap((ids) => ids.get(key) ?? [])
  const neighbours = [own, ...others].flatMap((ids) => [...ids].flatMap(([name, one]) => (name === key ? [] : [one])))
  const hash = hashText(JSON.stringify(body.value)) >>> 0
  const lenders = twins.length > 0 && hash % 2 === 0 ? twins : neighbours
  const id = lenders[(hash >>> 1) % Math.max(1, lenders.length)]?.id
  return typeof id === 'string' ? { ...request, body: { value: withValueAt(body.value, identity, id) } } : request
}
