import type { ApiContent, ApiDocument } from '../../document/api-document.ts'
import { isObject, parsePointer } from '../../json/pointer.ts'
import { flatten, typeOf } from './flatten-schema.ts'
import { placesIn } from './places-in.ts'
import { exampleOf } from './uri-example.ts'

/** An example of a property, or its default. */
export interface Likeness {
  readonly example: unknown
  /** True where the target has refused another value of the property, as its answer says. */
  readonly isRefused: boolean
  /** `as-it-is`: no other value will do. `from`: a number, and those above it. Default: values like the example. */
  readonly use?: 'as-it-is' | 'from'
}

/** The examples by which values are made, by the name of the property. */
export type Likened = ReadonlyMap<string, Likeness>

/**
 * The examples of the properties of a body, by name: those of the schema, else those within the example of the media type or of the whole
 * body. `isOpen` says that
 * the schema alone does not tell which texts are valid, so that the example says more.
 */
export function examplesIn(
  { schema = true, example, otherExamples = [] }: ApiContent,
  schemas: ApiDocument['schemas'],
): ReadonlyMap<string, { readonly example: unknown; readonly default: unknown; readonly isOpen: boolean }> {
  const ofMedia = new Map<string, unknown>()
  for (const one of [example, ...otherExamples, exampleOf(flatten(schema, schemas))]) collect(one, ofMedia)
  const found = new Map<string, { example: unknown; default: unknown; isOpen: boolean }>()
  for (const { at, schema: property } of placesIn(schema, schemas)) {
    const name = parsePointer(at).at(-1) ?? ''
    const isChosen = 'const' in property || Array.isArray(property['enum']) || typeOf(property) === 'boolean'
    if (isChosen || found.has(name)) continue
    const own = exampleOf(property) ?? ofMedia.get(name)
    const isOpen = !('pattern' in property) && !('format' in property && typeOf(property) === 'string')
    found.set(name, { example: isSimple(own) ? own : undefined, default: property['default'], isOpen })
  }
  return found
}

/** The first value of each name within an example. */
function collect(value: unknown, found: Map<string, unknown>): void {
  if (Array.isArray(value)) for (const item of value as unknown[]) collect(item, found)
  if (!isObject(value)) return
  for (const [name, one] of Object.entries(value)) if (!found.has(name)) found.set(name, one)
  for (const one of Object.values(value)) collect(one, found)
}

/** Objects are made of the examples of their properties. */
function isSimple(value: unknown): boolean {
  return Array.isArray(value) ? !(value as unknown[]).some((item) => isObject(item)) : !isObject(value)
}
