import { isSchemaError } from '../../generate/errors.ts'
import { boundaryValues, type BoundaryValue } from '../../generate/boundary-values.ts'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import type { CreateRequest } from './create-request.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { breaksNumber } from '../body/breaks-number.ts'
import { flatten } from '../body/flatten-schema.ts'
import { type BodyContent, isForm } from '../body/request-body.ts'
import { plausibleValue } from '../body/plausible-value.ts'
import { formOfName } from '../body/plausible-text.ts'
import { refersToOthers } from '../body/refers-to-others.ts'
import { scopePlaces } from '../body/scope-places.ts'
import { schemaAt } from '../body/schema-at.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { onceASchema } from '../body/once-a-schema.ts'
import { withoutServerSet } from '../body/without-server-set.ts'
import type { World } from './world.ts'
import { repeatsUnique } from './repeated-items.ts'
import { isSurelyValidBy } from '../body/validators.ts'

/** The rounds that are sent, and the boundaries that are looked at, as counts. */
export const MOST_ROUNDS = 5
const MOST_SEEN = 300

/** A value at a bound of a property at the top of a member. */
export interface Edge {
  readonly name: string
  readonly value: unknown
  readonly rule: string
}

/** Valid edges of top-level properties in rounds of one edge of each property: the other properties stay plausible. */
export function edgesOf(base: CreateRequest, world: World): readonly (readonly Edge[])[] {
  const { resource, document } = world
  const schema = schemaOf(base, world)
  const prefix = resource.wrap?.value.request ?? ''
  // A key that nothing has is refused for a good reason, also within a list.
  const scoped = scopePlaces(memberIn(base.body, resource), world.model.scopes).keys()
  const named = [...Object.keys(resource.refers), ...scoped].map((pointer) =>
    formatPointer(parsePointer(pointer).slice(0, 1)),
  )
  const apart = new Set([...secretPointers(resource), ...Object.values(resource.key.address?.value ?? {}), ...named])
  const edges: Edge[] = []
  for (const { name: rule, value: whole, valid } of valuesSeen(schema, document.schemas)) {
    const [name = ''] = rule.split(`at ${prefix}/`)[1]?.split('/') ?? []
    const member = memberIn(whole, resource)
    if (!valid || name === '' || !isObject(member) || member[name] === undefined || isOdd(member[name])) continue
    const own = schemaAt(schema, `${prefix}/${name}`, document.schemas) ?? true
    const { format, 'x-unlisted-null': isUnlisted = false } = flatten(own, document.schemas)
    // A form has no null: an empty field may be an empty text as well.
    if (member[name] === null && (isUnlisted === true || isForm(contentTypeOf(base, world)))) continue
    if (isJoined(flatten(own, document.schemas)) && hasEqualItems(member[name])) continue
    if (repeatsUnique(member[name], own, document.schemas)) continue
    if (typeof member[name] === 'string' && breaksForm(member[name], { name, format })) continue
    const means = { schemas: document.schemas, validators: world.validators }
    if (typeof member[name] === 'string' && breaksNumber(member[name], own, means)) continue
    if (apart.has(`/${name}`) || refersToOthers(name, {}) || /^(?:with|without)/.test(rule)) continue
    const value = withoutServerSet(member[name], own, document.schemas)
    if (edges.some((one) => one.name === name && JSON.stringify(one.value) === JSON.stringify(value))) continue
    edges.push({ name, value, rule })
  }
  return spread([...fractionsOf(base, apart, world), ...edges])
}

/** True for a list of which a description says that equal items become one. */
function isJoined({ 'x-stored-list': stored }: Readonly<Record<string, unknown>>): boolean {
  return isObject(stored) && stored['isJoined'] === true
}

function hasEqualItems(value: unknown): boolean {
  return Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length
}

/** True for a date in the year 0, which few languages have, and for a map with an empty name: documents seldom mean them. */
function isOdd(value: unknown): boolean {
  if (typeof value === 'string') return /^0000-\d\d-\d\d/.test(value)
  if (Array.isArray(value)) return value.some(isOdd)
  return isObject(value) && Object.entries(value).some(([name, one]) => name === '' || isOdd(one))
}

/** True for a text whose name, such as `email`, asks for a form that the schema leaves out, and for a decimal number without digits. */
function breaksForm(text: string, { name, format }: { readonly name: string; readonly format: unknown }): boolean {
  return formOfName(name) !== '' || (format === 'decimal' && !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text))
}

const alternatives = onceASchema((schema, schemas) =>
  alternativesOf(schema as DocumentSchema, schemas as ApiDocument['schemas']),
)

/** The schema of a body: of several alternatives, the one that it keeps to. A body has no values of others. */
export function schemaOf(request: CreateRequest, world: World): DocumentSchema {
  const { document, validators } = world
  const { body } = request
  const whole = contentFor(request, world)?.schema ?? true
  const kept = alternatives(whole, document.schemas).filter((one) => isSurelyValidBy(body, one, validators))
  return kept.length === 1 ? (kept[0] ?? whole) : whole
}

function contentTypeOf(request: CreateRequest, world: World): string {
  return contentFor(request, world)?.media ?? ''
}

function contentFor({ own = [] }: CreateRequest, world: World): BodyContent | undefined {
  const { resource, document } = world
  return bodyOfKey(world.operation(resource.create?.operation ?? ''), { resource, document, own })
}

/** A number that is no integer, for each property that takes one, and for those within an object. */
function fractionsOf(base: CreateRequest, apart: ReadonlySet<string>, world: World): readonly Edge[] {
  const { schemas } = world.document
  const inner = world.resource.wrap?.value.request ?? ''
  const { properties } = flatten(schemaAt(schemaOf(base, world), inner, schemas) ?? true, schemas)
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]): readonly Edge[] => {
    if (apart.has(`/${name}`)) return []
    const schema = flatten(property as DocumentSchema, schemas)
    const own = fractionFor(schema)
    if (own !== undefined) return [{ name, value: own, rule: `a fraction at /${name}` }]
    const within = Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).flatMap(([part, one]) => {
      const value = fractionFor(flatten(one as DocumentSchema, schemas))
      return value === undefined ? [] : [[part, value] as const]
    })
    const whole = plausibleValue(property as DocumentSchema, { schemas, word: world.word, variant: 0 })
    if (within.length === 0 || !isObject(whole)) return []
    return [{ name, value: { ...whole, ...Object.fromEntries(within) }, rule: `fractions at /${name}` }]
  })
}

/** Undefined for a schema that takes no number, or only some. */
function fractionFor({ type, minimum, maximum, ...own }: Readonly<Record<string, unknown>>): number | undefined {
  const isOpen = ['multipleOf', 'enum', 'const'].every((keyword) => !(keyword in own))
  if (type !== 'number' || !isOpen) return undefined
  const value = Math.ceil(typeof minimum === 'number' ? minimum : 0) + 1.5
  return typeof maximum === 'number' && value > maximum ? undefined : value
}

/** The first boundary values of a schema. */
const valuesSeen = onceASchema((schema, schemas): readonly BoundaryValue[] => {
  const seen: BoundaryValue[] = []
  try {
    for (const value of boundaryValues(schema, { schemas })) {
      if (seen.length === MOST_SEEN) break
      seen.push(value)
    }
  } catch (error) {
    if (!isSchemaError(error)) throw error
  }
  return seen
})

/** The edges in rounds of one edge of each property. */
function spread(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const names = [...new Set(edges.map(({ name }) => name))]
  const queues = names.map((name) => edges.filter((one) => one.name === name))
  const longest = Math.max(0, ...queues.map(({ length }) => length))
  return Array.from({ length: Math.min(longest, MOST_ROUNDS) }, (_, round) =>
    queues.flatMap((queue) => queue[round] ?? []),
  )
}
