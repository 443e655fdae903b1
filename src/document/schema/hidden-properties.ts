import { isObject } from '../../json/pointer.ts'
import type { Conversion } from './conversion.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { referenceOf } from '../file/follow.ts'
import { inheritedParts } from './inherited-parts.ts'

/** The most references that are followed. */
const LEVELS = 16

/** True for a property that the view leaves out: readOnly in a request, writeOnly in an answer, there or where its reference leads. */
export function isHidden(conversion: Conversion, property: Part): boolean {
  const keyword = conversion.view === 'request' ? 'readOnly' : 'writeOnly'
  let part: Part | undefined = property
  for (let level = 0; level < LEVELS && part !== undefined; level += 1) {
    if (partAt(part, keyword).value === true) return true
    const [only, ...others] = partsOf(partAt(part, 'allOf'))
    const reference = referenceOf(part)
    if (reference === undefined) part = others.length === 0 ? only : undefined
    else part = conversion.follow.target(part, reference)
  }
  return false
}

/** The properties that the view leaves out of a schema, those of its `allOf` included. */
export function hiddenNames(conversion: Conversion, part: Part): ReadonlySet<string> {
  const names = inheritedParts(conversion, part).flatMap((schema) =>
    partsOf(partAt(schema, 'properties'))
      .filter((property) => isObject(property.value) && isHidden(conversion, property))
      .map(({ token }) => token),
  )
  return new Set(names)
}

/** The properties that a schema demands, those that its `allOf` demands included. */
export function requiredNames(conversion: Conversion, part: Part): ReadonlySet<string> {
  const names = inheritedParts(conversion, part).flatMap((schema) => partsOf(partAt(schema, 'required')))
  return new Set(names.map(({ value }) => value).filter((name) => typeof name === 'string'))
}
