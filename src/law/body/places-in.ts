import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { formatPointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten } from './flatten-schema.ts'
import { schemaAt } from './schema-at.ts'

/** A property of an object, or of an object within it. */
export interface PropertyPlace {
  readonly at: Pointer
  /** The flattened schema of the property. */
  readonly schema: Readonly<Record<string, unknown>>
  /** True where the object may lack the property. */
  readonly isOptional: boolean
}

/** Says of a property whether it is left out with all that is within it, taken alone, or taken with what is within it. */
export type Choose = (place: PropertyPlace) => 'none' | 'alone' | 'all'

/** The most objects around a property that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 2

/** The properties that a schema names, each before those within it. Those of items of lists are not among them. */
export function placesIn(
  schema: DocumentSchema,
  schemas: ApiDocument['schemas'],
  choose: Choose = () => 'all',
): readonly PropertyPlace[] {
  const within = (object: PropertyPlace['schema'], above: readonly string[]): readonly PropertyPlace[] => {
    const needed = new Set(listOf(object['required']))
    return Object.entries(objectOf(object['properties'])).flatMap(([name, property]) => {
      const tokens = [...above, name]
      const own = flatten(property as DocumentSchema, schemas)
      const place = { at: formatPointer(tokens), schema: own, isOptional: !needed.has(name) }
      const chosen = choose(place)
      if (chosen === 'none') return []
      return chosen === 'alone' || tokens.length > DEEPEST ? [place] : [place, ...within(own, tokens)]
    })
  }
  return within(flatten(schema, schemas), [])
}

/** The place of a property, or the places within it where it is an object with properties of its own. */
export function leavesAt(
  pointer: Pointer,
  schema: DocumentSchema,
  schemas: ApiDocument['schemas'],
): readonly Pointer[] {
  const inner = placesIn(schemaAt(schema, pointer, schemas) ?? true, schemas)
  if (inner.length === 0) return [pointer]
  const leaves = inner.filter(({ at }) => !inner.some((other) => other.at.startsWith(`${at}/`)))
  return leaves.map(({ at }) => pointer + at)
}
