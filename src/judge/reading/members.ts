import { isObject, valueAt } from '../../json/pointer.ts'
import type { Observation } from '../observation.ts'

/** A member of the collection in an answer. */
export interface Member {
  readonly value: Readonly<Record<string, unknown>>
  /** The key in the member; undefined for a missing or non-text key. */
  readonly key: string | undefined
  /** The JSON Pointer of the member in the body. */
  readonly pointer: string
}

/** The members in a successful answer: the items of a page, or the item of a read. */
export function membersIn(observation: Observation): readonly Member[] {
  const found = known.get(observation.response) ?? findMembers(observation)
  known.set(observation.response, found)
  return found
}

/** A cache: most kinds of expectation need the members of each answer. */
const known = new WeakMap<Observation['response'], readonly Member[]>()

function findMembers({ contract, request, response }: Observation): readonly Member[] {
  const { document, documentAt, status } = response
  if (status < 200 || status > 299 || request.role === undefined || !isObject(document)) return []
  const member = (value: Record<string, unknown>, pointer: string): Member => {
    const key = valueAt(value, contract.resource.key.pointer)
    return { value, key: typeof key === 'string' ? key : undefined, pointer }
  }
  if (request.role === 'read') return [member(document, documentAt)]
  const items = valueAt(document, contract.page.items)
  if (!Array.isArray(items)) return []
  return items.flatMap((value: unknown, index) =>
    isObject(value) ? [member(value, `${documentAt}${contract.page.items}/${index}`)] : [],
  )
}
