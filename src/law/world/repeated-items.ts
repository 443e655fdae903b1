import type { DocumentSchema } from '../../document/api-document.ts'
import { objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject, withValueAt } from '../../json/pointer.ts'
import { inSingular, nameAmong, wordsOf } from '../../words/words.ts'
import { createdSchemaAt, createSchema } from '../body/create-schema.ts'
import { flatten, type FlatSchema } from '../body/flatten-schema.ts'
import { isSurelyValidBy } from '../body/validators.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import type { World } from './world.ts'

/**
 * Bodies of a create whose second item of a list has the value of the first one, in a property that is unique in the list by a description.
 * @param accepted a whole body that the target accepts
 */
export function repeatedItems(accepted: unknown, world: World): readonly InvalidBody[] {
  const { resource, document, validators } = world
  const member = memberIn(accepted, resource)
  const { properties } = flatten(createdSchemaAt(world) ?? true, document.schemas)
  if (!isObject(member)) return []
  return Object.entries(objectOf(properties)).flatMap(([list, given]): InvalidBody[] => {
    const [first, second] = Array.isArray(member[list]) ? (member[list] as unknown[]) : []
    const schema = flatten(given as DocumentSchema, document.schemas)
    const items = flatten((schema['items'] ?? true) as DocumentSchema, document.schemas)
    const name = uniqueName(schema, items, document.schemas)
    if (name === undefined || !isObject(first) || !isObject(second) || first[name] === undefined) return []
    const at = formatPointer([list, '1', name])
    const value = withValueAt(member, at, first[name])
    const body = withMember(accepted, value, resource)
    if (!isSurelyValidBy(body, createSchema(world), validators)) return []
    return [{ value, body, at, rule: `uniqueness at ${at}`, mayBeRead: false }]
  })
}

/** True for a list of which two items have one value in a property that is unique in the list by a description. */
export function repeatsUnique(list: unknown, schema: DocumentSchema, schemas: World['document']['schemas']): boolean {
  const flat = flatten(schema, schemas)
  const name = uniqueName(flat, flatten((flat['items'] ?? true) as DocumentSchema, schemas), schemas)
  if (name === undefined || !Array.isArray(list)) return false
  const values = list.map((item) => JSON.stringify(isObject(item) ? item[name] : undefined))
  return new Set(values).size < values.length
}

/** The property of the items that is unique, by the description of the list or of the property. */
function uniqueName(list: FlatSchema, items: FlatSchema, schemas: World['document']['schemas']): string | undefined {
  const own = Object.entries(objectOf(items['properties']))
  const { 'x-unique-of-items': said } = list
  const singular = typeof said === 'string' ? inSingular(wordsOf(said)).join('_') : undefined
  const names = own.map(([name]) => name)
  const named = singular === undefined ? undefined : nameAmong(singular, names)
  return named ?? own.find(([, one]) => flatten(one as DocumentSchema, schemas)['x-unique-in-list'] === true)?.[0]
}
