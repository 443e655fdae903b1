import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { documents, successOf } from '../shape/body-schema.ts'
import type { Candidate } from '../shape/candidate.ts'
import type { Resource } from '../model.ts'
import { lastLiteral, pathShape } from '../shape/path-shape.ts'
import type { Roles } from '../shape/roles.ts'
import { memberName } from '../../words/words.ts'

/** An operation that writes, and the path where it stands. */
export interface Action {
  readonly candidate: Candidate
  readonly roles: Roles
}

const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

/** The writes that belong to no resource, such as `POST /orders/{orderId}/ship`: each is a resource that is only created. */
export function findActions({ operations }: ApiDocument, known: readonly Roles[]): readonly Action[] {
  const used = new Set(
    known.flatMap(({ list, create, read, updates, delete: removal }) => [list, create, read, ...updates, removal]),
  )
  return operations
    .filter((operation) => WRITES.has(operation.method) && !used.has(operation) && successOf(operation) !== undefined)
    .map((operation) => ({ candidate: candidateOf(operation), roles: { create: operation, updates: [] } }))
}

function candidateOf(operation: ApiOperation): Candidate {
  const { parts, shape } = pathShape(operation.path)
  const last = parts.at(-1)
  const item = { parts, shape, methods: new Map([[operation.method, operation]]) }
  const isOwn = last !== undefined && 'literal' in last
  const name = memberName(lastLiteral(parts) ?? '')
  // The path of a member has the name of the member.
  return { name, parts, keys: [], item, ...(isOwn ? {} : { title: operation.id }) }
}

/** True for roles of an action: a write alone, without a key. */
export function isActing({ candidate, roles: { create, read, list } }: Action): boolean {
  return candidate.keys.length === 0 && read === undefined && list === undefined && create !== undefined
}

/** Laws that an action leaves open, by id. Only a create tells that it makes something, whatever the state of the member. */
export function openAt(action: Action): Resource['open'] {
  if (!isActing(action) || documents(action.roles.create, 201)) return {}
  return { 'valid-create-is-accepted': 'an action may depend on the state of its member' }
}
