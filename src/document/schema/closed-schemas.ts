import type { Conversion } from './conversion.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { alternativesOf } from './families.ts'
import { inheritedParts } from './inherited-parts.ts'

/**
 * True for a schema that joins several by `allOf`, itself included. Where each of them refuses properties that are not its own, they
 * would refuse those of each other. Generators of documents write so, and mean a class that inherits: none of them refuses then.
 */
export function isJoined(part: Part): boolean {
  const parents = partsOf(partAt(part, 'allOf')).length
  const own = partAt(part, 'properties').value !== undefined || refusesOthers(part)
  return parents > 1 || (parents === 1 && own)
}

/**
 * True if the schema refuses properties that are not its own. A schema that it inherits from, or an alternative of one of these, counts
 * too.
 */
export function isClosed(conversion: Conversion, part: Part): boolean {
  return inheritedParts(conversion, part).some(
    (one) =>
      refusesOthers(one) || alternativesOf(one).some((each) => inheritedParts(conversion, each).some(refusesOthers)),
  )
}

function refusesOthers(part: Part): boolean {
  return partAt(part, 'additionalProperties').value === false
}
