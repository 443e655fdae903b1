import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { flatten, typeOf } from './flatten-schema.ts'
import { likeExample, type Liking } from './like-example.ts'
import { refersToOthers } from './refers-to-others.ts'
import { exampleOf } from './uri-example.ts'

/** Keywords by which the properties of an object are not free. */
const BOUND = ['properties', 'patternProperties', 'propertyNames', 'required', 'oneOf', 'anyOf', 'maxProperties']

/**
 * An object like an example, where the schema is an object whose properties are free: fresh values of the types of the example. Undefined for any other
 * schema, and without an example.
 */
export function freeObject(
  { schema = true, example }: { readonly schema?: DocumentSchema; readonly example?: unknown },
  making: Pick<Liking, 'word' | 'variant'> & { readonly schemas: Readonly<Record<string, DocumentSchema>> },
): Readonly<Record<string, unknown>> | undefined {
  const flat = flatten(schema, making.schemas)
  const { additionalProperties: more = true } = flat
  const isBound = BOUND.some((name) => name in flat && !isNothing(flat[name]))
  const isFree = typeOf(flat) === 'object' && !isBound && (more === true || isNothing(more))
  const shown = example ?? exampleOf(flat)
  if (!isFree || !isObject(shown) || Object.keys(shown).length === 0) return undefined
  return fresh(shown, making)
}

function isNothing(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function fresh(
  example: Readonly<Record<string, unknown>>,
  { word, variant }: Pick<Liking, 'word' | 'variant'>,
): Readonly<Record<string, unknown>> {
  const of = (name: string, value: unknown): unknown => {
    // An id may name a member of another resource.
    if (refersToOthers(name, {})) return value
    if (isObject(value)) return fresh(value, { word, variant })
    if (typeof value === 'boolean') return variant % 2 === 0 ? value : !value
    if (Number.isInteger(value)) return Number(value) + variant
    return likeExample(value, { name, word, variant, isRefused: false })
  }
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, of(name, value)]))
}
