import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, withValueAt } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../model.ts'
import { arrayIn } from '../shape/array-in.ts'
import { requestShape } from '../shape/body-schema.ts'
import { scalarType, schemaShape, type PropertyShape, type SchemaShape } from '../shape/schema-shape.ts'
import { nameAmong } from '../../words/words.ts'

/** A body that lists keys, such as `{ "data": [{ "type": "profile", "id": "7" }] }` and `["bug"]`. */
export interface KeyList {
  /** The place of the list in the body. */
  readonly at: Pointer
  /** The place of the key in an item. Empty: the item is the key. */
  readonly key: Pointer
  /** The values that each item has beside its key. */
  readonly fixed: Readonly<Record<string, unknown>>
  /** The schema of a key. */
  readonly schema: DocumentSchema
}

/** The list of keys in the body of an operation. Undefined for a body that states more of what it lists. */
export function keyListOf(
  document: ApiDocument,
  operation: ApiOperation,
  to: Resource | undefined,
): KeyList | undefined {
  if (operation.body === undefined) return undefined
  const request = requestShape(document, operation)
  const array = arrayIn(document, request)
  if (array === undefined) return undefined
  const isDemanded = [...request.properties].some(
    ([name, { required }]) => required && !array.at.startsWith(formatPointer([name])),
  )
  if (isDemanded) return undefined
  const { at, items } = array
  if (scalarType(items) !== undefined)
    return scalarType(items) === 'boolean' ? undefined : { at, key: '', fixed: {}, schema: items.keywords }
  return inObjects(document, { at, items, to })
}

function inObjects(
  document: ApiDocument,
  { at, items, to }: { readonly at: Pointer; readonly items: SchemaShape; readonly to: Resource | undefined },
): KeyList | undefined {
  const key = keyNameIn(items, to)
  const schema = key === undefined ? undefined : items.properties.get(key)?.schema
  if (key === undefined || schema === undefined) return undefined
  const fixed: Record<string, unknown> = {}
  for (const [name, property] of items.properties) {
    if (name === key) continue
    const [value, ...others] = valuesOf(document, property)
    if (value !== undefined && others.length === 0) fixed[name] = value
    else if (property.required) return undefined
  }
  return { at, key: formatPointer([key]), fixed, schema }
}

/** The property of an item that has the key: `id`, `userId` or the place of the key in a member; `name` for a plain value. */
function keyNameIn({ properties }: SchemaShape, to: Resource | undefined): string | undefined {
  const own = to?.key.address?.value[to.key.parameters.at(-1) ?? '']?.slice(1)
  const usual = to === undefined ? ['name', 'key'] : [own ?? 'id', 'id', `${to.name}Id`]
  return usual.flatMap((name) => nameAmong(name, [...properties.keys()]) ?? [])[0]
}

function valuesOf(document: ApiDocument, { schema }: PropertyShape): readonly unknown[] {
  const { keywords } = schemaShape(document, schema)
  if (Object.hasOwn(keywords, 'const')) return [keywords['const']]
  return Array.isArray(keywords['enum']) ? (keywords['enum'] as unknown[]) : []
}

/** The texts that items of a list have as their only value of a property, such as `profile` for `type`. */
export function kindsIn(document: ApiDocument, operation: ApiOperation): readonly string[] {
  const array = operation.body === undefined ? undefined : arrayIn(document, requestShape(document, operation))
  const found = [...(array?.items.properties.values() ?? [])].map((property) => valuesOf(document, property))
  return found.flatMap(([value, ...others]) => (typeof value === 'string' && others.length === 0 ? [value] : []))
}

/** The body that lists keys. */
export function bodyOfKeys({ at, key, fixed, schema }: KeyList, keys: readonly string[]): unknown {
  const isNumber = isObject(schema) && (schema['type'] === 'integer' || schema['type'] === 'number')
  const items = keys.map((text) => {
    const one = isNumber ? Number(text) : text
    return key === '' ? one : withValueAt(fixed, key, one)
  })
  return withValueAt({}, at, items)
}
