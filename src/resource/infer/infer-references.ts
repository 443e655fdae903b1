import { findOperation } from '../../document/find-operation.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { formatPointer } from '../../json/pointer.ts'
import { guess } from '../fact.ts'
import type { Pointer, Resource } from '../model.ts'
import { arrayIn } from '../shape/array-in.ts'
import { answerShape } from '../shape/body-schema.ts'
import { hasPathOf } from '../shape/has-path-of.ts'
import { isOnlyRead } from '../is-only-read.ts'
import { isOnly, schemaShape, scalarType, type SchemaShape } from '../shape/schema-shape.ts'
import { shapeAt } from '../shape/shape-at.ts'
import { namesAbove } from './infer-within.ts'
import { isKind, type SaidKind, saidKind } from './said-kind.ts'
import type { Subject } from '../shape/subject.ts'
import { inSingular, singular, wordsOf } from '../../words/words.ts'

/**
 * Properties of a body that name a member of another resource by its key, such as `authorId`, `tag_ids` or `productId` in each line of an
 * order. The names tell, so each is a guess.
 */
export function inferReferences(
  { document, request }: Subject,
  own: Resource,
  all: readonly Resource[],
): Resource['refers'] {
  const others = all.filter((other) => mayBeNamed(other, own, document))
  const linked = all.filter((other) => other.name !== own.name && other.key.link !== undefined)
  const isNone = others.length === 0 && linked.length === 0
  const found = isNone ? [] : referencesIn(request, [], { document, own, others, linked })
  return Object.fromEntries(found.map(({ at, to, because }) => [at, guess(to, because)]))
}

interface Reference {
  readonly at: Pointer
  readonly to: string
  readonly because: string
}

interface Looking {
  readonly document: ApiDocument
  readonly own: Resource
  readonly others: readonly Resource[]
  /** Resources whose members are named by their paths, wherever they stand. */
  readonly linked: readonly Resource[]
}

/** The most objects and lists around a property that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 4

/** The token of each item of a list. */
const EACH = '*'

function referencesIn({ properties }: SchemaShape, above: readonly string[], looking: Looking): readonly Reference[] {
  if (above.length > DEEPEST) return []
  return [...properties].flatMap(([name, { schema }]): readonly Reference[] => {
    const shape = schemaShape(looking.document, schema)
    if (shape.keywords['readOnly'] === true || shape.keywords['x-server-set'] === true) return []
    const at = [...above, name]
    if (!isOnly(shape, 'array')) return atValue(name, { shape, at, beside: properties }, looking)
    const each = { shape: schemaShape(looking.document, shape.items), at: [...at, EACH], beside: properties }
    return atValue(name, each, looking)
  })
}

/** A property that may name a member, and those beside it. */
interface Placed {
  readonly shape: SchemaShape
  readonly at: readonly string[]
  readonly beside: SchemaShape['properties']
}

function atValue(name: string, { shape, at, beside }: Placed, looking: Looking): readonly Reference[] {
  if (shape.properties.size > 0) return referencesIn(shape, at, looking)
  const linked = looking.linked.find(({ key }) => hasPathOf(key.link?.value.path ?? '', shape))
  if (linked !== undefined)
    return [{ at: formatPointer(at), to: linked.name, because: `${name} has the form of the path of a ${linked.name}` }]
  // The id at the top is that of the member itself.
  const said = at.length === 1 && /^id$/i.test(name) ? {} : saidKind(name, { shape, beside }, looking.document)
  const other = namedBy(nameAt(at), { shape, isEach: at.at(-1) === EACH, said }, looking)
  const isOfKey = other !== undefined && isKeyOf(other, shape, looking.document)
  if (!isOfKey) return []
  return [{ at: formatPointer(at), to: other.name, because: `${name} has the name of a ${other.name}` }]
}

/** The name of a property; that of `/author/id`, and of `/relationships/author/data/id` as JSON:API writes it, is `author_id`. */
function nameAt(at: readonly string[]): string {
  const names = at.filter((token) => token !== EACH)
  const name = names.at(-1) ?? ''
  const above = names.slice(0, -1).filter((token) => token !== 'data')
  const holder = above.at(-1)
  return /^(?:id|uuid|guid)$/i.test(name) && holder !== undefined ? `${singular(holder)}_${name}` : name
}

/**
 * Another resource with one key, below the same parents or fewer, or with a path that has this key alone, such as `/copies/{copyId}`. What the
 * member stands below is named in its path.
 */
function mayBeNamed(other: Resource, own: Resource, document: ApiDocument): boolean {
  const parents = new Set(namesAbove(own))
  const isNear = namesAbove(other).every((name) => parents.has(name)) || isFoundByKey(other, document)
  const isKeyed = other.singleton !== true && other.key.parameters.length === 1
  const isNamed = isKeyed || idInSearch(other, document) !== undefined
  return other.name !== own.name && isNamed && isNear && !parents.has(other.name)
}

/** True where a read needs the key alone, however deep the members are created. */
function isFoundByKey({ read, key }: Resource, document: ApiDocument): boolean {
  const path = findOperation(document, read?.operation)?.path ?? ''
  const parameters = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name)
  return parameters.length === 1 && parameters[0] === key.parameters[0]
}

/** The id of the items of a search, such as `GET /trips`: no path leads to one of them. Undefined for any other resource. */
function idInSearch(other: Resource, document: ApiDocument): SchemaShape | undefined {
  if (!isOnlyRead(other)) return undefined
  const operation = findOperation(document, other.read?.operation)
  const items = operation === undefined ? undefined : arrayIn(document, answerShape(document, operation))?.items
  const id = items?.properties.get('id')
  return id === undefined ? undefined : schemaShape(document, id.schema)
}

/** The words of a property before `id`. A property of the format `uuid` may be named like the resource alone. */
function stemOf(name: string, { keywords }: SchemaShape): readonly string[] {
  const words = wordsOf(name)
  const isReference = /^(?:ids?|uuids?|guids?|refs?)$/.test(words.at(-1) ?? '')
  const stem = isReference ? words.slice(0, -1) : keywords['format'] === 'uuid' ? words : []
  return inSingular(stem)
}

interface Naming {
  readonly shape: SchemaShape
  /** True for the items of a list. */
  readonly isEach: boolean
  readonly said: SaidKind
}

/**
 * The one resource that has the name, of which the document speaks there, whose name ends the name, or whose name ends with it. Else the one
 * whose key has the name, else what habits suggest.
 */
function namedBy(name: string, { shape, isEach, said }: Naming, { others, document }: Looking): Resource | undefined {
  const stem = stemOf(name, shape).join(' ')
  const own = (isEach ? inSingular(wordsOf(name)) : wordsOf(name)).join(' ')
  const isOfPerson = PEOPLE.has(stem.split(' ').at(-1) ?? '')
  const kinds: readonly ((words: string, other: Resource) => boolean)[] = [
    (words) => words === stem,
    (words) => stem !== '' && isKind(words, said),
    (words) => stem.endsWith(` ${words}`),
    (words) => stem !== '' && words.endsWith(` ${stem}`),
    (_, other) => isKeyName(name, other, shape.keywords['x-must-exist'] === true),
    (words, other) => words === own && mayBeKey(shape, keyShape(other, document)),
    (words) => words === said.described,
    (words) => isOfPerson && ACCOUNTS.has(words),
  ]
  const found = kinds.map((isNamed) => others.filter((other) => isNamed(wordsOf(other.name).join(' '), other)))
  const [only, ...more] = found.find((each) => each.length > 0) ?? []
  return more.length > 0 ? undefined : only
}

/** The parts that a person plays, and the resources that hold persons. */
const PEOPLE = new Set(['owner', 'author', 'creator', 'assignee', 'reporter', 'reviewer', 'approver', 'manager'])
const ACCOUNTS = new Set(['user', 'member', 'account', 'person', 'employee'])

/**
 * True for an integer or a text without a rule of its own, or with the bound of the key. Beside a resource of its name, it most likely is a
 * key.
 */
function mayBeKey(shape: SchemaShape, key: SchemaShape): boolean {
  const rules = ['enum', 'const', 'pattern', 'format', 'minLength', 'maxLength', 'minimum', 'maximum']
  const own = rules.filter((rule) => rule in shape.keywords && !isWide(rule, shape.keywords[rule]))
  const isBoundOfKey = own.join() === 'minimum' && shape.keywords['minimum'] === key.keywords['minimum']
  return (isOnly(shape, 'integer') || isOnly(shape, 'string')) && (own.length === 0 || isBoundOfKey)
}

/** True for a bound that each text of a document may have, such as a length of 5,000. */
function isWide(rule: string, bound: unknown): boolean {
  return (rule === 'maxLength' && Number(bound) >= 255) || (rule === 'minLength' && bound === 1)
}

/**
 * True for `warehouseCode` where a path has `{warehouseCode}`, and for `teamSlug` where teams have the key `{slug}`. So it is with `queueName` of queues with
 * the key `{name}`, if what it names must exist.
 */
function isKeyName(name: string, { name: resource, key }: Resource, mustExist: boolean): boolean {
  const [words, own] = [inSingular(wordsOf(name)), wordsOf(key.parameters[0] ?? '')]
  const whole = own.length > 1 ? own : [...wordsOf(resource), ...own]
  const isGeneral = !mustExist && own.length === 1 && /^(?:id|name|number|type)$/.test(own[0] ?? '')
  return !isGeneral && words.join(' ') === whole.join(' ')
}

/** True unless the key is of another type than the property. A path may have as text what answers have as a number. */
function isKeyOf(other: Resource, shape: SchemaShape, document: ApiDocument): boolean {
  const type = scalarType(shape)
  if (type === undefined || type === 'boolean') return false
  const ofKey = scalarType(keyShape(other, document))
  return ofKey === undefined || ofKey === type || typeInAnswers(other, document) === type
}

/** The type of the key in the members that answers show. Undefined where the document does not tell. */
function typeInAnswers({ key, read, create, wrap }: Resource, document: ApiDocument): string | undefined {
  const [name = ''] = key.parameters
  const at = key.address?.value[name]
  const operation = findOperation(document, (read ?? create)?.operation)
  if (at === undefined || operation === undefined) return undefined
  const shown = shapeAt(document, answerShape(document, operation), `${wrap?.value.answer ?? ''}${at}`)
  return shown === undefined ? undefined : scalarType(shown)
}

/** The shape of the key of a resource: of its path parameter, or of the id in a search. */
function keyShape(other: Resource, document: ApiDocument): SchemaShape {
  const { key, read, list } = other
  const [name] = key.parameters
  const operation = findOperation(document, (read ?? list)?.operation)
  const parameter = operation?.parameters.find((one) => one.in === 'path' && one.name === name)
  return idInSearch(other, document) ?? schemaShape(document, parameter?.schema)
}
