import type { ApiDocument } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { parametersAbove } from './above.ts'

/** The place of a member: its resource, and the values of the path parameters above. */
export interface Standing {
  readonly resource: Resource
  readonly above: readonly string[]
  readonly document: ApiDocument
  readonly isValid: (member: unknown) => boolean
}

/** The member with the values of the path in the properties that have the names of path parameters above: `groupId` in a group. */
export function withPlace(member: unknown, { resource, above, document, isValid }: Standing): unknown {
  let placed = member
  for (const [index, name] of parametersAbove(resource, document).entries()) {
    const value = above[index]
    if (!isObject(placed) || !Object.hasOwn(placed, name) || value === undefined) continue
    const before: Readonly<Record<string, unknown>> = placed
    placed = [value, Number(value)].map((one) => ({ ...before, [name]: one })).find(isValid) ?? placed
  }
  return placed
}
