import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'

/** The member without the values that the server sets, but for those that the document requires of a request. */
export function withoutServerValues<T>(
  member: T,
  { server }: Pick<Resource, 'server'>,
  isValid: (member: unknown) => boolean,
): T {
  return server.reduce<T>((kept, pointer) => {
    if (!isObject(kept) || valueAt(kept, pointer) === undefined) return kept
    const less = withValueAt(kept, pointer, undefined)
    return isValid(less) ? (less as T) : kept
  }, member)
}
