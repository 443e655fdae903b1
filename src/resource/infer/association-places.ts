import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { formatPointer } from '../../json/pointer.ts'
import type { ListFacts, Pointer, Resource } from '../model.ts'
import { arrayIn } from '../shape/array-in.ts'
import { answerShape } from '../shape/body-schema.ts'
import { pathShape } from '../shape/path-shape.ts'
import { isOnly, scalarType, schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import { speaksOf } from '../shape/sentences.ts'
import { areMembers } from '../shape/similarity.ts'
import { SHARED_NAMES, inSingular, plainName, singular, wordsOf } from '../../words/words.ts'
import { unwrap } from '../shape/wrap.ts'
import { inferListApart } from './infer-list.ts'

/** A place that shows what is associated. */
export interface Showing {
  /** The member whose read or list it is: the one with the path of the association, or the other one. `none` for a list beside the members. */
  readonly of: 'holder' | 'other' | 'none'
  /** The list, or the number, in a property of the member; or a list of its own. */
  readonly at: Pointer | ListFacts
  /** The place of the key in an item. Empty: the item is the key. */
  readonly key: Pointer
  /** True for a number in a member that counts what is associated. */
  readonly counts?: true
  /** The place of a number in an item that counts the members which have it. */
  readonly count?: Pointer
  /** True where the document says surely that all of them are shown. */
  readonly isStated: boolean
  /** True for a place that may be about something else where it shows nothing. */
  readonly mayLack: boolean
}

/** The traits that a list has to show: the words of its name, the path parameter of the key, and the resource of a member. */
export interface Named {
  readonly word: string
  readonly parameter: string | undefined
  readonly resource: Resource | undefined
}

type Place = Omit<Showing, 'of'>

/** The property of a member that lists what is associated, such as `tags`. */
export function propertyIn(member: SchemaShape, named: Named, document: ApiDocument): Place | undefined {
  const linked = relationIn(member, named, document)
  if (linked !== undefined) return linked
  const names = namesOf(named)
  for (const [name, { schema }] of member.properties) {
    const shape = schemaShape(document, schema)
    if (!isOnly(shape, 'array') || !names.includes(plainName(name))) continue
    const items = schemaShape(document, shape.items)
    const key = keyIn(items, named, document)
    // Texts beside a resource may be its keys, or names.
    const mayLack = named.resource !== undefined && key === '' && plainName(name) === plainName(named.word)
    if (key !== undefined) return { at: formatPointer([name]), key, isStated: named.resource === undefined, mayLack }
  }
  return undefined
}

/** The `data` of a relationship in JSON:API, such as `/relationships/profiles/data`. It may be left out. */
function relationIn(member: SchemaShape, named: Named, document: ApiDocument): Place | undefined {
  if (named.resource === undefined) return undefined
  const relations = schemaShape(document, member.properties.get('relationships')?.schema)
  const found = [...relations.properties].find(([name]) => plainName(name) === plainName(named.word))
  const data = schemaShape(document, found?.[1].schema).properties.get('data')
  const list = schemaShape(document, data?.schema)
  if (found === undefined || data === undefined || !isOnly(list, 'array')) return undefined
  const key = keyIn(schemaShape(document, list.items), named, document)
  const at = formatPointer(['relationships', found[0], 'data'])
  return key === undefined || key === '' ? undefined : { at, key, isStated: false, mayLack: !data.required }
}

/** The number of a member that counts what is associated, such as `profile_count`, in the member or in its `attributes`. */
export function numberIn(member: SchemaShape, { word }: Named, document: ApiDocument): Place | undefined {
  const inside = (['attributes', 'meta'] as const).flatMap((name) => {
    const { properties } = schemaShape(document, member.properties.get(name)?.schema)
    return [...properties].map((entry) => [[name, entry[0]], entry[1]] as const)
  })
  const all = [...[...member.properties].map((entry) => [[entry[0]], entry[1]] as const), ...inside]
  const [one, many] = [inSingular(wordsOf(word)).join(''), plainName(word)]
  const names = new Set([
    `${one}count`,
    `${many}count`,
    `${many}total`,
    `total${many}`,
    `numberof${many}`,
    `num${many}`,
  ])
  const found = all.find(
    ([path, { schema }]) => names.has(plainName(path.at(-1) ?? '')) && isOnly(schemaShape(document, schema), 'integer'),
  )
  if (found === undefined) return undefined
  const [path, { schema }] = found
  const { keywords } = schemaShape(document, schema)
  if (keywords['x-number-in-state'] !== undefined) return undefined
  const said = keywords['x-number-of']
  return { at: formatPointer(path), key: '', counts: true, isStated: typeof said === 'string', mayLack: false }
}

/** `tags`; also `userIds` for the keys of users. */
function namesOf({ word, resource }: Named): readonly string[] {
  return resource === undefined ? [plainName(word)] : [plainName(word), `${inSingular(wordsOf(word)).join('')}ids`]
}

/** The list at a path, where it shows keys. */
export function listAt(shape: string, named: Named, document: ApiDocument): Place | undefined {
  const operation = document.operations.find((one) => one.method === 'GET' && pathShape(one.path).shape === shape)
  const array = arrayIn(document, answerShape(document, operation))
  if (operation === undefined || array === undefined) return undefined
  const key = keyIn(array.items, named, document)
  const list = listOf(operation.id, array.items, { named, document })
  if (key === undefined || list?.items === undefined || list.part !== undefined) return undefined
  const { description = '' } = operation
  const isStated = named.resource === undefined || (ALL.test(description) && isMember(array.items, named, document))
  const mayLack = named.resource !== undefined && key === ''
  return PART.test(description) ? undefined : { at: list, key, isStated, mayLack }
}

/** True for a description such as `All users that are members of the group`. */
const ALL = /\ball\b|\bevery\b|\b(?:of|in|for) (?:the|this|that|an?)\b/i

/** Words for a part of what is associated. */
const PART =
  /\b(?:(?:in)?active|recent(?:ly)?|latest|published|drafts?|archived?|visible|access(?:ible)?|pending|enabled|disabled|public|private)\b/i

function isMember(items: SchemaShape, { resource }: Named, document: ApiDocument): boolean {
  const read = findOperation(document, resource?.read?.operation)
  const member = unwrap(document, answerShape(document, read), resource?.name ?? '').shape
  return areMembers(items, member)
}

function listOf(
  id: string,
  items: SchemaShape,
  { named, document }: { readonly named: Named; readonly document: ApiDocument },
): ListFacts | undefined {
  const list = findOperation(document, id)
  if (list === undefined) return undefined
  const key = named.resource?.key ?? { parameters: named.parameter === undefined ? [] : [named.parameter] }
  return inferListApart({ list, items, name: named.word, key }, document)
}

/**
 * The place of the key in an item: the item itself, the key of a member, or a property with the name of the parameter. An item that is no member,
 * such as a membership, has a key of its own.
 */
function keyIn(items: SchemaShape, named: Named, document: ApiDocument): Pointer | undefined {
  if (scalarType(items) !== undefined) return scalarType(items) === 'boolean' ? undefined : ''
  const { parameter, resource, word } = named
  const address = resource?.key.address?.value[resource.key.parameters.at(-1) ?? '']
  if (resource !== undefined && isMember(items, named, document))
    return address !== undefined && items.properties.has(address.slice(1)) ? address : undefined
  const own = parameter === undefined ? [] : [plainName(parameter)]
  const usual =
    resource === undefined
      ? [...own, plainName(singular(word)), 'name', 'key']
      : [`${plainName(resource.name)}id`, ...own.filter(() => !SHARED_NAMES.test(parameter ?? ''))]
  const found = usual.flatMap((name) => [...items.properties.keys()].find((one) => plainName(one) === name) ?? [])
  return found[0] === undefined ? keyWithin(items, { resource, address }, document) : formatPointer([found[0]])
}

/** The key of a member that a property of an item holds: `/user/id` of a membership. */
function keyWithin(
  items: SchemaShape,
  { resource, address }: { readonly resource: Resource | undefined; readonly address: Pointer | undefined },
  document: ApiDocument,
): Pointer | undefined {
  const wanted = plainName(resource?.name ?? '')
  const found = [...items.properties].find(([name]) => plainName(name) === wanted)
  if (found === undefined || address === undefined) return undefined
  const { properties } = schemaShape(document, found[1].schema)
  return properties.has(address.slice(1)) ? `${formatPointer([found[0]])}${address}` : undefined
}

/** A list of members below a member that has another name than the path of the association, such as `/teams/{id}/members`. */
export function membersAt(item: string, named: Named, document: ApiDocument): readonly Place[] {
  if (named.resource === undefined) return []
  const names = ['members', 'memberships'].filter((name) => name !== named.word)
  return names.flatMap((name) => listAt(`${item}/${name}`, named, document) ?? [])
}

/**
 * A list beside the members, such as `GET /tags`, whose items have a number with the name of the members: it counts those that have the
 * value.
 */
export function tallyAt(
  shape: string,
  { counted, ...named }: Named & { readonly counted: Resource },
  document: ApiDocument,
): Showing | undefined {
  const operation = document.operations.find((one) => one.method === 'GET' && pathShape(one.path).shape === shape)
  const array = arrayIn(document, answerShape(document, operation))
  if (operation === undefined || array === undefined || array.items.properties.size === 0) return undefined
  const key = keyIn(array.items, named, document)
  const own = plainName(counted.name)
  const count = [...array.items.properties].find(
    ([name, { schema }]) =>
      isOnly(schemaShape(document, schema), 'integer') && [own, `${own}count`].includes(plainName(singular(name))),
  )
  const list = listOf(operation.id, array.items, { named, document })
  if (key === undefined || count === undefined || list?.items === undefined) return undefined
  return {
    of: 'none',
    at: list,
    key,
    count: formatPointer([count[0]]),
    mayLack: true,
    isStated: COUNTS.test(operation.description ?? '') && speaksOf(counted.name, operation.description ?? ''),
  }
}

const COUNTS = /\b(?:number of|how many)\b/i
