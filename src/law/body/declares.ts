import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { alternativesOf } from './alternatives.ts'
import { flatten } from './flatten-schema.ts'
import { isValidBy, type Validators } from './validators.ts'

/** A value, its schema, and the place of a property in it. */
export interface Declaring {
  readonly schema: DocumentSchema
  readonly value: unknown
  readonly tokens: readonly string[]
}

/**
 * True where the schema of a value names a property at a place, in an alternative that the value keeps to. A schema that names no properties
 * takes any.
 */
export function declares(
  { schema, value, tokens: [token, ...rest] }: Declaring,
  world: Pick<ApiDocument, 'schemas'> & { readonly validators: Validators },
): boolean {
  if (token === undefined) return true
  const all = alternativesOf(schema, world.schemas)
  const fitting = all.filter((one) => isValidBy(value, one, world.validators))
  const views = all.length === 0 ? [schema] : fitting.length > 0 ? fitting : all
  return views.some((view) => {
    const { properties, items } = flatten(view, world.schemas)
    if (token === '*') {
      const item: unknown = Array.isArray(value) ? value[0] : undefined
      return declares({ schema: (items ?? true) as DocumentSchema, value: item, tokens: rest }, world)
    }
    if (!isObject(properties)) return true
    if (!Object.hasOwn(properties, token)) return false
    const inner = isObject(value) ? value[token] : undefined
    return declares({ schema: properties[token] as DocumentSchema, value: inner, tokens: rest }, world)
  })
}
