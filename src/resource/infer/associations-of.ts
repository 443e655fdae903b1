import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Resource } from '../model.ts'
import { answerShape } from '../shape/body-schema.ts'
import { lastLiteral, pathShape, shapeOf } from '../shape/path-shape.ts'
import { SHARED_NAMES, inSingular, plainName, wordsOf } from '../../words/words.ts'
import { unwrap } from '../shape/wrap.ts'
import { namesAbove } from './infer-within.ts'
import { type KeyList, keyListOf, kindsIn } from './key-list.ts'
import { listAt, membersAt, type Named, numberIn, propertyIn, type Showing, tallyAt } from './association-places.ts'

/**
 * A value, or a member of another resource, that one request puts to a member and another takes from it. Its key ends the path, as in
 * `PUT /contacts/{contact}/tags/{tag}`, or bodies list it, as in `POST /lists/{id}/relationships/profiles`.
 */
export interface Association {
  readonly add: ApiOperation
  readonly remove: ApiOperation
  /** The request that replaces all that is associated with a member. */
  readonly set?: ApiOperation
  /** The lists of keys in bodies. A request without one has the key at the end of its path. */
  readonly bodies: Readonly<Partial<Record<'add' | 'remove' | 'set', KeyList>>>
  /** The path parameter that names what is associated. Undefined where bodies alone do. */
  readonly parameter: string | undefined
  /** The last literal part of the path. */
  readonly word: string
  /** The resource of the other member. Undefined for a plain value. */
  readonly to: Resource | undefined
  /** The places that show what is associated, of which at least one is at the member. */
  readonly places: readonly Showing[]
}

type Resources = Readonly<Record<string, Resource>>

/** The associations of the members of a resource that something shows: a property or a list with the name of the last literal part. */
export function associationsOf(
  resource: Resource,
  document: ApiDocument,
  resources: Resources,
): readonly Association[] {
  const item = itemPath(resource, document)
  const isOne = resource.create !== undefined && resource.key.parameters.length > 0
  if (item === undefined || !isOne) return []
  return document.operations.flatMap((add): readonly Association[] => {
    const writes = writesOf(add, { item, document })
    if (writes === undefined) return []
    const { word, parameter, kinds, remove } = writes
    const to = targetOf({ words: [word, ...kinds], parameter }, resource, resources)
    if (to === 'unmade' || (to === undefined && isCreate(add, resources))) return []
    const bodies = bodiesOf({ add, ...writes }, to, document)
    const places =
      bodies === undefined ? [] : placesOf({ word, parameter, resource, to }, { document, item, path: writes.path })
    if (bodies === undefined || !places.some(({ of }) => of === 'holder')) return []
    const set = bodies.set === undefined ? undefined : writes.set
    return [{ add, remove, ...(set === undefined ? {} : { set }), bodies, word, parameter, to, places }]
  })
}

interface Writes extends Pick<Association, 'word' | 'parameter' | 'remove' | 'set'> {
  /** The shape of the path, without a key at its end. */
  readonly path: string
  /** The kinds that items of the body state. */
  readonly kinds: readonly string[]
}

interface Below {
  /** The shape of the path of the holder. */
  readonly item: string
  readonly document: ApiDocument
}

/** The requests beside one that adds: the one that removes, and the one that replaces. */
function writesOf(add: ApiOperation, below: Below): Writes | undefined {
  return add.body === undefined ? writesWithKey(add, below) : writesWithList(add, below)
}

/** Requests without a body, such as `PUT /contacts/{contact}/tags/{tag}`. */
function writesWithKey(add: ApiOperation, { item, document }: Below): Writes | undefined {
  if (add.method !== 'PUT' && add.method !== 'POST') return undefined
  const { parts, shape } = pathShape(add.path)
  const [word, last] = parts.slice(-2)
  if (word === undefined || !('literal' in word) || last === undefined || !('parameter' in last)) return undefined
  const remove = document.operations.find(
    ({ method, path, body }) => method === 'DELETE' && body === undefined && pathShape(path).shape === shape,
  )
  if (shapeOf(parts.slice(0, -2)) !== item || remove === undefined) return undefined
  return { word: word.literal, parameter: last.parameter, remove, path: shapeOf(parts.slice(0, -1)), kinds: [] }
}

/** Requests whose bodies list keys, such as `POST /lists/{id}/relationships/profiles`. The path of a DELETE may end with a key in their place. */
function writesWithList(add: ApiOperation, { item, document }: Below): Writes | undefined {
  if (add.method !== 'POST') return undefined
  const { parts, shape } = pathShape(add.path)
  const word = lastLiteral(parts)
  const below = shape.slice(item.length)
  if (word === undefined || !shape.startsWith(`${item}/`) || below.includes('{}')) return undefined
  const at = (wanted: string, methods: readonly string[], hasBody: boolean): ApiOperation | undefined =>
    document.operations.find(
      ({ method, path, body }) =>
        methods.includes(method) && (body !== undefined) === hasBody && pathShape(path).shape === wanted,
    )
  const remove = at(shape, ['DELETE'], true) ?? at(`${shape}/{}`, ['DELETE'], false)
  if (remove === undefined) return undefined
  const last = pathShape(remove.path).parts.at(-1)
  const parameter = last !== undefined && 'parameter' in last ? last.parameter : undefined
  const set = at(shape, ['PUT', 'PATCH'], true)
  return { word, parameter, remove, path: shape, kinds: kindsIn(document, add), ...(set === undefined ? {} : { set }) }
}

/** The lists of keys in the bodies. Undefined where a body is no such list; a `set` of another kind is left out. */
function bodiesOf(
  writes: Readonly<Partial<Record<'add' | 'remove' | 'set', ApiOperation>>>,
  to: Resource | undefined,
  document: ApiDocument,
): Association['bodies'] | undefined {
  const found: Partial<Record<'add' | 'remove' | 'set', KeyList>> = {}
  for (const name of ['add', 'remove', 'set'] as const) {
    const operation = writes[name]
    const list = operation === undefined ? undefined : keyListOf(document, operation, to)
    if (list !== undefined) found[name] = list
    else if (operation?.body !== undefined && name !== 'set') return undefined
  }
  return found
}

/** The shape of the path of a member; undefined where none names one. */
function itemPath({ read, delete: removal, updates }: Resource, document: ApiDocument): string | undefined {
  const id = read?.operation ?? removal?.operation ?? updates[0]?.operation
  const operation = findOperation(document, id)
  return operation === undefined ? undefined : pathShape(operation.path).shape
}

function isCreate({ id }: ApiOperation, resources: Resources): boolean {
  return Object.values(resources).some(({ create }) => create?.operation === id)
}

/**
 * The resource that the last literal part or the parameter names: `users` and `{userId}` name users. Its members stand at the top, or below the parents of
 * the holder. `unmade` for one whose members the run cannot make so, and undefined for a plain value.
 */
function targetOf(
  named: { readonly words: readonly string[]; readonly parameter: string | undefined },
  holder: Resource,
  resources: Resources,
): Resource | 'unmade' | undefined {
  const others = Object.values(resources).filter(({ name, key }) => name !== holder.name && key.parameters.length === 1)
  const { words, parameter } = named
  const found = [
    ...words.flatMap((word) => others.filter((one) => isNamedByWord(one, { word }))),
    ...(parameter === undefined ? [] : others.filter((one) => hasKey(one, { parameter }))),
  ]
  const above = namesAbove(holder)
  const makeable = found.find(
    (one) => one.create !== undefined && namesAbove(one).every((name, index) => above[index] === name),
  )
  return makeable ?? (found.length > 0 ? 'unmade' : undefined)
}

/** True for a resource with the name of a literal part of a path: users for `users`. */
export function isNamedByWord({ name }: Resource, { word }: Pick<Association, 'word'>): boolean {
  return plainName(name) === inSingular(wordsOf(word)).join('')
}

/** True for a resource whose key has the name of a parameter, which no other resource would have: users for `{userId}`. */
export function hasKey({ key }: Resource, { parameter }: { readonly parameter: string }): boolean {
  return key.parameters[0] === parameter && !SHARED_NAMES.test(parameter)
}

interface Looking extends Pick<Association, 'word' | 'parameter' | 'to'> {
  readonly resource: Resource
}

function placesOf(
  { resource, to, ...named }: Looking,
  { document, item, path }: { readonly document: ApiDocument; readonly item: string; readonly path: string },
): readonly Showing[] {
  const linked: Named = { ...named, resource: to }
  const collection = item.slice(0, item.lastIndexOf('/'))
  const own = [
    propertyIn(shownBy(resource, document), linked, document),
    numberIn(shownBy(resource, document), linked, document),
    ...[...new Set([`${item}/${named.word}`, path])].map((shape) => listAt(shape, linked, document)),
    ...membersAt(item, linked, document),
  ].flatMap((place) => (place === undefined ? [] : [{ ...place, of: 'holder' as const }]))
  if (to === undefined) {
    const beside = collection.slice(0, collection.lastIndexOf('/'))
    const tally = tallyAt(`${beside}/${named.word}`, { ...linked, counted: resource }, document)
    return tally === undefined ? own : [...own, tally]
  }
  const back = itemPath(to, document)
  const word = lastLiteral(pathShape(collection).parts)
  const [parameter = ''] = resource.key.parameters.slice(-1)
  if (back === undefined || word === undefined) return own
  const holder: Named = { word, parameter, resource }
  return [
    ...own,
    ...[propertyIn(shownBy(to, document), holder, document), listAt(`${back}/${word}`, holder, document)].flatMap(
      (place) => (place === undefined ? [] : [{ ...place, of: 'other' as const, mayLack: true }]),
    ),
  ]
}

function shownBy({ read, name }: Resource, document: ApiDocument): ReturnType<typeof answerShape> {
  const operation = findOperation(document, read?.operation)
  return unwrap(document, answerShape(document, operation), name).shape
}
