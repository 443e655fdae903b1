import type { DocumentSchema } from '../../document/api-document.ts'
import type { OneOf } from '../../document/says/says-one-of.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import { wordsOf } from '../../words/words.ts'
import { flatten, typeOf } from './flatten-schema.ts'

type Properties = Readonly<Record<string, unknown>>

/**
 * The object with texts that name an item of a list beside them or in the member above, as their descriptions say: in `onVariant` stands the key of one of the
 * `variants`. Several such texts name different items.
 */
export function withKeysOfSiblings(
  object: Properties,
  schema: DocumentSchema,
  { schemas, holder }: Around,
): Properties {
  const properties = propertiesOf(schema, schemas)
  const found = Object.keys(object).flatMap((name): [string, readonly unknown[]][] => {
    const keys = keysFor(properties[name], [object, holder], schemas)
    return keys.length === 0 || keys.includes(object[name]) ? [] : [[name, keys]]
  })
  const named = found.map(([name, keys], index): [string, unknown] => [name, keys[index % keys.length]])
  return { ...object, ...Object.fromEntries(named) }
}

interface Around {
  readonly schemas: Schemas
  /** The member above, which may have the list. */
  readonly holder?: unknown
}

type Schemas = Readonly<Record<string, DocumentSchema>>

function propertiesOf(schema: DocumentSchema, schemas: Schemas): Readonly<Record<string, DocumentSchema | undefined>> {
  const { properties } = flatten(schema, schemas)
  return (isObject(properties) ? properties : {}) as Readonly<Record<string, DocumentSchema>>
}

/** The keys of the items that a text may name. Empty for any other property. */
function keysFor(
  property: DocumentSchema | undefined,
  objects: readonly unknown[],
  schemas: Schemas,
): readonly unknown[] {
  const own = flatten(property ?? true, schemas)
  const said = own['x-one-of'] as OneOf | undefined
  if (typeOf(own) !== 'string' || said === undefined) return []
  const entries = objects.flatMap((one) => Object.entries(objectOf(one)))
  return listOf(entries.find(([name]) => isPluralOf(name, said.of))?.[1]).flatMap((item) => {
    const value = isObject(item) ? item[said.key] : undefined
    return typeof value === 'string' ? [value] : []
  })
}

function isPluralOf(name: string, noun: string): boolean {
  const [one, other] = [wordsOf(name).join(' '), wordsOf(noun).join(' ')]
  return one === other || one === `${other}s`
}
