import { isObject } from '../../json/pointer.ts'

/** True for an answer that tells in the place of a deleted member that it was deleted, such as `{ id, object, deleted: true }`. */
export function isTombstone(shown: unknown): boolean {
  if (!isObject(shown)) return false
  const values = Object.entries(shown)
  const isTold = values.some(([name, value]) => value === true && /^(?:is_?)?(?:deleted|removed)$/i.test(name))
  const [only, ...others] = values
  return isTold || (only !== undefined && others.length === 0 && isTombstone(only[1]))
}
