import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Resource } from '../model.ts'
import { answerShape } from '../shape/body-schema.ts'
import { lastLiteral, pathShape, shapeOf } from '../shape/path-shape.ts'
import { SHARED_NAMES, inSingular, plainName, wordsOf } from '../shape/words.ts'
import { unwrap } from '../shape/wrap.ts'
import { namesAbove } from './infer-within.ts'
import { listAt, type Named, propertyIn, type Showing, tallyAt } from './association-places.ts'

/**
 * A value, or a member of another resource, that a PUT without a body puts to a member and a DELETE takes from it, such as
 * `PUT /contacts/{contact}/tags/{tag}` and `PUT /groups/{groupId}/users/{userId}`.
 */
export interface Association {
  readonly add: ApiOperation
  readonly remove: ApiOperation
  /** The path parameter that names what is associated. */
  readonly parameter: string
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
    if (add.method !== 'PUT' || add.body !== undefined) return []
    const { parts, shape } = pathShape(add.path)
    const [word, last] = parts.slice(-2)
    if (word === undefined || !('literal' in word) || last === undefined || !('parameter' in last)) return []
    const remove = document.operations.find(
      ({ method, path, body }) => method === 'DELETE' && body === undefined && pathShape(path).shape === shape,
    )
    if (shapeOf(parts.slice(0, -2)) !== item || remove === undefined) return []
    const named = { word: word.literal, parameter: last.parameter }
    const to = targetOf(named, resource, resources)
    if (to === 'unmade' || (to === undefined && isCreate(add, resources))) return []
    const places = placesOf({ ...named, resource, to }, { document, item })
    return places.some(({ of }) => of === 'holder') ? [{ add, remove, ...named, to, places }] : []
  })
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
  named: Pick<Association, 'word' | 'parameter'>,
  holder: Resource,
  resources: Resources,
): Resource | 'unmade' | undefined {
  const others = Object.values(resources).filter(({ name, key }) => name !== holder.name && key.parameters.length === 1)
  const found = [...others.filter((one) => isNamedByWord(one, named)), ...others.filter((one) => hasKey(one, named))]
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
export function hasKey({ key }: Resource, { parameter }: Pick<Association, 'parameter'>): boolean {
  return key.parameters[0] === parameter && !SHARED_NAMES.test(parameter)
}

interface Looking extends Pick<Association, 'word' | 'parameter' | 'to'> {
  readonly resource: Resource
}

function placesOf(
  { resource, to, ...named }: Looking,
  { document, item }: { readonly document: ApiDocument; readonly item: string },
): readonly Showing[] {
  const linked: Named = { ...named, resource: to }
  const collection = item.slice(0, item.lastIndexOf('/'))
  const own = [
    propertyIn(shownBy(resource, document), linked, document),
    listAt(`${item}/${named.word}`, linked, document),
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
