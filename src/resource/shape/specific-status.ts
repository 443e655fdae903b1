import type { ApiOperation } from '../../document/api-document.ts'
import { documents } from './body-schema.ts'
import { parametersOf } from './path-shape.ts'
import type { Subject } from './subject.ts'

/** A sentence such as `An id that identifies none is answered with 404.` */
const OF_UNKNOWN =
  /\b(?:(?:identifies|names|matches) (?:none|nothing|no)|unknown|does not exist|no (?:such )?[\w ]{1,40}(?:has|exists))\b[^.]*\b(404|410)\b/i

/** True if the description of a key says that a key of no member is answered with the status. */
function saysOfUnknown({ parameters }: ApiOperation, key: string, status: number): boolean {
  const { description = '' } = parameters.find((one) => one.in === 'path' && one.name === key) ?? {}
  return OF_UNKNOWN.exec(description)?.[1] === String(status)
}

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
  if (candidate.keys.some((key) => saysOfUnknown(operation, key, status))) return true
  const above = [list, create].filter((each) => each !== undefined && each !== operation)
  const hasParents = parametersOf(candidate.parts).length > 0
  return above.length === 0 ? !hasParents : !above.some((each) => documents(each, status))
}
