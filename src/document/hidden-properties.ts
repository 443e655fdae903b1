import { isObject } from '../json/pointer.ts'
import type { Conversion } from './conversion.ts'
import { type Part, partAt, partsOf } from './document-file.ts'
import { referenceOf } from './follow.ts'

/** How many schemas that inherit from each other are looked at. */
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
  return gather(conversion, part, (schema) =>
    partsOf(partAt(schema, 'properties'))
      .filter((property) => isObject(property.value) && isHidden(conversion, property))
      .map(({ token }) => token),
  )
}

/** The properties that a schema demands, those that its `allOf` demands included. */
export function requiredNames(conversion: Conversion, part: Part): ReadonlySet<string> {
  return gather(conversion, part, (schema) =>
    partsOf(partAt(schema, 'required'))
      .map(({ value }) => value)
      .filter((name) => typeof name === 'string'),
  )
}

/** The names in a schema and in the schemas of its `allOf`. */
function gather(conversion: Conversion, part: Part, namesOf: (schema: Part) => readonly string[]): ReadonlySet<string> {
  const names = new Set<string>()
  const seen = new Set<unknown>()
  const queue: (readonly [Part, number])[] = [[part, 0]]
  for (const [schema, level] of queue) {
    if (seen.has(schema.value) || level > LEVELS) continue
    seen.add(schema.value)
    for (const name of namesOf(schema)) names.add(name)
    const reference = referenceOf(schema)
    const target = reference === undefined ? undefined : conversion.follow.target(schema, reference)
    if (target !== undefined) queue.push([target, level + 1])
    queue.push(...partsOf(partAt(schema, 'allOf')).map((each) => [each, level + 1] as const))
  }
  return names
}
