import type { ApiParameter, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer } from '../../json/pointer.ts'
import { guess, sureIf, weakest } from '../fact.ts'
import type { Certainty, Fact, Pointer } from '../model.ts'
import { lastLiteral } from '../shape/path-shape.ts'
import { type PropertyShape, scalarType, schemaShape } from '../shape/schema-shape.ts'
import { statesNoMember } from '../shape/states-no-member.ts'
import type { Subject } from '../shape/subject.ts'
import { plainName, singular, wordsOf } from '../../words/words.ts'

/** Last words that tell a key from a name that is only shown. */
const IDS = new Set(['id', 'gid', 'uuid', 'guid', 'slug', 'number'])

/** Last words of a parameter such as `{client-uuid}`, which may take the `id` of a member. */
const UNIQUE = /^(?:uuid|guid)$/

type Address = Readonly<Record<string, Pointer>>

/** The property of a member that each path parameter names. Absent unless each parameter has one. */
export function inferAddress(subject: Subject): Fact<Address> | undefined {
  const { keys } = subject.candidate
  if (statesNoMember(subject)) return usualAddress(keys)
  const found = keys.map((key) => findProperty(subject, key))
  const places = found.flatMap((place) => place ?? [])
  if (places.length === 0 || places.length < keys.length) return undefined
  if (new Set(places.map(({ at }) => at)).size < places.length) return undefined
  const value = Object.fromEntries(keys.map((key, index) => [key, places[index]?.at ?? '']))
  const isSure = weakest(places.map(({ certainty }) => certainty)) === 'sure'
  return sureIf(isSure, value, places.map(({ because }) => because).join(', '))
}

/** The address in answers that the document does not describe: `id`, or a property with the name of the parameter. */
function usualAddress([key, ...others]: readonly string[]): Fact<Address> | undefined {
  if (key === undefined || others.length > 0) return undefined
  const name = wordsOf(key).at(-1) === 'id' ? 'id' : key
  const because = `the document describes no answer; a member most likely has "${name}" for {${key}}`
  return guess({ [key]: formatPointer([name]) }, because)
}

/** Parameters that take the usual key, as in `{pk}` and `{id_or_uuid}`. */
const MAIN = /^(?:pk|id(?:or\w+)?|\w+orid)$/

interface Place {
  readonly at: Pointer
  readonly certainty: Certainty
  readonly because: string
}

/**
 * By falling weight: the parameter's own name, its last word after the resource's name, the usual names of ids, and the id of a parameter that
 * has the resource's name.
 */
function findProperty(subject: Subject, key: string): Place | undefined {
  const fitting = [...subject.member.properties].filter(([, property]) => fits(subject, key, property) !== 'no')
  const byName = (plain: string): string | undefined => fitting.find(([name]) => plainName(name) === plain)?.[0]
  const place = (name: string | undefined, isSure: boolean): readonly Place[] => {
    const property = name === undefined ? undefined : subject.member.properties.get(name)
    if (name === undefined || property === undefined) return []
    const certainty = isSure && fits(subject, key, property) === 'yes' ? 'sure' : 'guess'
    return [{ at: formatPointer([name]), certainty, because: `a member has "${name}" for {${key}}` }]
  }
  const own = byName(plainName(key))
  const noun = describedNoun(subject, key)
  const named = noun === undefined ? undefined : byName(plainName(noun))
  const [stem, last] = splitLast(key)
  const isOfResource = stem !== '' && isName(subject, stem)
  const tail = last === '' ? undefined : byName(last)
  // Beside a property `id`, a property with the name of the parameter may be of another member.
  const isClear = last !== 'id' || tail === undefined || tail === own
  return [
    ...place(own, isClear),
    ...place(named, true),
    ...place(isOfResource ? tail : undefined, IDS.has(last)),
    ...place(MAIN.test(plainName(key)) ? (byName('id') ?? byName('uuid')) : undefined, false),
    ...place(tail, false),
    ...place(last === 'identifier' || (isOfResource && UNIQUE.test(last)) ? byName('id') : undefined, false),
    ...place(byName(plainName(`${subject.candidate.name} ${key}`)), plainName(key) === 'id'),
    ...place(isName(subject, plainName(key)) ? namedLike(subject, key) : undefined, false),
    ...place(isName(subject, plainName(key)) ? (byName('id') ?? byName('uuid')) : undefined, isPlainId(subject, key)),
    ...place(plainName(key) === 'id' ? (byName('uuid') ?? byName('guid')) : undefined, false),
    ...place(isName(subject, plainName(key)) ? byName(`${plainName(key)}name`) : undefined, false),
    ...inMetadata(subject, key),
    ...inObject(subject, key),
  ][0]
}

/** The noun of a parameter that is described as one of a member: `key` of `Key of the project`. */
function describedNoun({ roles, candidate: { name } }: Subject, key: string): string | undefined {
  const [parameter] = parametersNamed(roles, key)
  const [, noun, owner = ''] =
    /^\W*(?:the )?(?:unique )?(\w+(?: \w+)?) (?:of|for) (?:the|an?) ([\w -]+?)\W*(?:$|[.,;(])/i.exec(
      parameter?.description ?? '',
    ) ?? []
  return plainName(owner) === plainName(name) ? noun : undefined
}

/**
 * The name of a member, where a parameter such as `{repo}` takes a text, the property `id` is a number, and a create requires a name that is a
 * text.
 */
function namedLike(subject: Subject, key: string): string | undefined {
  const { member, request } = subject
  const fitOf = (name: string): string | undefined => {
    const property = member.properties.get(name)
    return property === undefined ? undefined : fits(subject, key, property)
  }
  return ['slug', 'name'].find(
    (name) => fitOf('id') === 'perhaps' && fitOf(name) === 'yes' && request.properties.get(name)?.required === true,
  )
}

/** True if a parameter such as `{vendor}` takes a number or a UUID: text may be a slug as well. */
function isPlainId({ document, roles }: Subject, key: string): boolean {
  const { types, keywords } = schemaShape(document, parameterSchema(roles, key))
  return types.includes('integer') || keywords['format'] === 'uuid'
}

/** The name that a member has under its `metadata`. */
function inMetadata({ document, member }: Subject, key: string): readonly Place[] {
  const property = member.properties.get('metadata')
  const metadata = schemaShape(document, property?.schema)
  const at = `/metadata/${key}`
  return metadata.properties.has(key) ? [{ at, certainty: 'guess', because: `a member has ${at} for {${key}}` }] : []
}

/** The name of another member that a member shows as an object: `/owner/login` for `{owner}`. */
function inObject({ document, member }: Subject, key: string): readonly Place[] {
  const { properties } = schemaShape(document, member.properties.get(key)?.schema)
  const name = ['login', 'slug', 'username', 'name', 'key', 'id'].find((one) => properties.has(one))
  const because = `a member has an object "${key}" for {${key}}`
  return name === undefined ? [] : [{ at: formatPointer([key, name]), certainty: 'guess', because }]
}

/** `userId` and `userid` are `user` and `id`; `id` is nothing and `id`. */
function splitLast(key: string): readonly [string, string] {
  const words = wordsOf(key.replace(JOINED, '$1_id'))
  return [words.slice(0, -1).join(''), words.at(-1) ?? '']
}

/** An `id` behind the name of what it names, in one word. */
const JOINED = /^((?!uu|gu|gr|val|pa|vo|b|k)[a-z]{2,})id$/

/** True if the words name the resource: all of its name, or the last words of it. */
function isName({ candidate: { name, parts } }: Subject, stem: string): boolean {
  const last = plainName(lastLiteral(parts) ?? '')
  return [plainName(name), last, singular(last)].includes(stem)
}

/** Says whether a property can hold the values of a path parameter, by its type. */
function fits({ document, roles }: Subject, key: string, { schema }: PropertyShape): 'yes' | 'perhaps' | 'no' {
  const property = schemaShape(document, schema)
  const type = scalarType(property)
  if (property.types.length > 0 && type === undefined) return 'no'
  const [parameter] = parametersNamed(roles, key)
  // Members that are listed alone have no path: no type of a parameter says otherwise.
  if (parameter === undefined) return type === undefined ? 'perhaps' : 'yes'
  const wanted = parameter.schema
  const other = wanted === undefined ? undefined : scalarType(schemaShape(document, wanted))
  if (type === undefined || other === undefined) return 'perhaps'
  if (type === other) return type === 'boolean' ? 'no' : 'yes'
  return other === 'string' ? 'perhaps' : 'no'
}

function parameterSchema(roles: Subject['roles'], key: string): DocumentSchema | undefined {
  return parametersNamed(roles, key)[0]?.schema
}

function parametersNamed(
  { read, delete: remove, updates, create }: Subject['roles'],
  key: string,
): readonly ApiParameter[] {
  return [read, remove, ...updates, create]
    .flatMap((operation) => operation?.parameters ?? [])
    .filter(({ name, in: place }) => place === 'path' && name === key)
}
