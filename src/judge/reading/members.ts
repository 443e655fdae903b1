import type { Contract, Role } from '../../contract/contract.ts'
import { itemsAt } from '../../contract/page.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import type { Observation } from '../observation.ts'

/** A member of the collection in an answer. */
export interface ShownMember {
  readonly value: Readonly<Record<string, unknown>>
  /** The key in the member; undefined for a missing or non-text key. */
  readonly key: string | undefined
  /** The JSON Pointer of the member in the body. */
  readonly pointer: string
}

/** True if the answer of a role is one member and no page. */
export function isSingle(role: Role | undefined, { resource }: Contract): boolean {
  return role !== undefined && resource.single.includes(role)
}

/** The members in a successful answer: the items of a page, or the one member. */
export function membersIn(observation: AnsweredParts): readonly ShownMember[] {
  if (last?.response !== observation.response)
    last = { response: observation.response, members: findMembers(observation) }
  return last.members
}

/** The parts of an observation that show members. */
export type AnsweredParts = Pick<Observation, 'contract' | 'request' | 'response'>

/** A cache: most kinds of expectation need the members of the answer that is judged. */
let last: { readonly response: Observation['response']; readonly members: readonly ShownMember[] } | undefined

function findMembers({ contract, request, response }: AnsweredParts): readonly ShownMember[] {
  const { document, documentAt, status } = response
  if (status < 200 || status > 299 || request.role === undefined) return []
  const member = (value: Record<string, unknown>, pointer: string): ShownMember => {
    const key = valueAt(value, contract.resource.key.pointer)
    return { value, key: typeof key === 'string' ? key : undefined, pointer }
  }
  if (isSingle(request.role, contract)) return isObject(document) ? [member(document, documentAt)] : []
  const items = valueAt(document, itemsAt(contract))
  if (!Array.isArray(items)) return []
  return items.flatMap((value: unknown, index) =>
    isObject(value) ? [member(value, `${documentAt}${itemsAt(contract)}/${index}`)] : [],
  )
}
