import type { ApiOperation } from '../../document/api-document.ts'
import { documents } from './body-schema.ts'
import { parametersOf } from './path-shape.ts'
import type { Subject } from './subject.ts'

/**
 * True if the status of an operation on a member is about that member. A status that the collection documents too may be about what
 * stands above it. Without a collection to compare with, only a path without parents is clear.
 */
export function isSpecificTo(
  { roles: { list, create }, candidate }: Subject,
  operation: ApiOperation,
  status: number,
): boolean {
  if (!documents(operation, status)) return false
  const above = [list, create].filter((each) => each !== undefined && each !== operation)
  const hasParents = parametersOf(candidate.parts).length > 0
  return above.length === 0 ? !hasParents : !above.some((each) => documents(each, status))
}
