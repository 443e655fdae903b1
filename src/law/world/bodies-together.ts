import { createdSchemaAt, createSchema } from '../body/create-schema.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { flatten, type FlatSchema } from '../body/flatten-schema.ts'
import { plausibleValue } from '../body/plausible-value.ts'
import type { SchemaError } from '../body/validators.ts'
import { requiredAlone, requiredByEach } from '../body/without-excess.ts'
import { without } from '../body/without.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import type { World } from './world.ts'

/** The bodies with properties that exclude one another, as a count. */
const MOST = 3

/** What rules about properties that stand together are broken with. */
interface Breaking {
  readonly member: Readonly<Record<string, unknown>>
  readonly world: World
  /** The flat schema of the member. */
  readonly flat: FlatSchema
  /** The body of a member. */
  readonly bodyOf: (value: unknown) => unknown
  readonly errorsOf: (body: unknown) => readonly SchemaError[]
}

/**
 * Bodies of a create that break a rule about which properties stand together: an accepted body with one more property that excludes one of
 * its own, one without all of a group of which it needs one, and one without what another property needs beside it.
 */
export function bodiesTogether(accepted: unknown, world: World): readonly InvalidBody[] {
  const { resource, document } = world
  const member = memberIn(accepted, resource)
  const schema = createdSchemaAt(world)
  const errorsOf = world.validators(createSchema(world))
  if (!isObject(member) || schema === undefined || errorsOf === undefined || errorsOf(accepted).length > 0) return []
  const flat = flatten(schema, document.schemas)
  const breaking = { member, world, flat, errorsOf, bodyOf: (value: unknown) => withMember(accepted, value, resource) }
  return [
    ...withExcluded(breaking).slice(0, MOST),
    ...withoutGroup(breaking),
    ...withoutNeeded(breaking).slice(0, MOST),
  ]
}

/** The accepted member with one more property that excludes one of its own. */
function withExcluded(breaking: Breaking): readonly InvalidBody[] {
  const { member, flat, errorsOf, bodyOf } = breaking
  return Object.keys(objectOf(flat['properties'])).flatMap((name): InvalidBody[] => {
    if (Object.hasOwn(member, name)) return []
    const made = withNeeds(name, breaking)
    const value = { ...member, ...made }
    const body = bodyOf(value)
    const errors = made === undefined ? [] : errorsOf(body)
    const added = Object.keys(made ?? {})
    const others = errors.map((error) =>
      added.map((one) => excludedBy(error, one)).find((other) => other !== undefined),
    )
    if (errors.length === 0 || !others.every((other) => other !== undefined)) return []
    const at = formatPointer([name])
    return [
      { value, body, at, rule: `exclusion of ${at} beside ${formatPointer([others[0] ?? ''])}`, mayBeRead: false },
    ]
  })
}

/** The accepted member without all of a group of which it needs one. */
function withoutGroup({ member, flat, errorsOf, bodyOf }: Breaking): readonly InvalidBody[] {
  return (listOf(flat['x-needed']) as readonly (readonly string[])[]).flatMap((names): InvalidBody[] => {
    const value = without(member, names)
    const [name = ''] = names
    const isValid = names.some((one) => Object.hasOwn(member, one)) && errorsOf(bodyOf(value)).length === 0
    const rule = `need of ${names.map((one) => formatPointer([one])).join(' or ')}`
    return isValid ? [{ value, body: bodyOf(value), at: formatPointer([name]), rule, mayBeRead: false }] : []
  })
}

/** The accepted member with a property, and without what that one needs beside it. What the property excludes is left out. */
function withoutNeeded(breaking: Breaking): readonly InvalidBody[] {
  const { flat, errorsOf, bodyOf } = breaking
  return Object.keys(objectOf(flat['x-needs'])).flatMap((name) => {
    const [value, names] = [withoutExcluded(name, breaking), neededBy(name, flat)]
    // What another property needs may be left out beside null.
    if (value === undefined || (value[name] ?? null) === null) return []
    return names.flatMap((needed): InvalidBody[] => {
      const [less, at] = [without(value, [needed]), formatPointer([needed])]
      const rule = `need of ${at} beside ${formatPointer([name])}`
      const isOne = errorsOf(bodyOf(less)).length === 0
      return isOne ? [{ value: less, body: bodyOf(less), at, rule, mayBeRead: false }] : []
    })
  })
}

/** The accepted member with a property and what it needs, without what these exclude. Undefined where that is invalid still. */
function withoutExcluded(name: string, breaking: Breaking): Readonly<Record<string, unknown>> | undefined {
  const { member, flat, errorsOf, bodyOf } = breaking
  const made = Object.hasOwn(member, name) ? member : { ...member, ...withNeeds(name, breaking) }
  const added = new Set([name, ...neededBy(name, flat)])
  const excluded = errorsOf(bodyOf(made)).flatMap((error) => [...added].flatMap((one) => excludedBy(error, one) ?? []))
  const left = without(
    made,
    excluded.filter((one) => !added.has(one)),
  )
  return errorsOf(bodyOf(left)).length === 0 ? left : undefined
}

/** Plausible values of a property and of what it needs beside it, by name. Undefined where none can be made. */
function withNeeds(name: string, { world, flat }: Breaking): Readonly<Record<string, unknown>> | undefined {
  const making = { schemas: world.document.schemas, word: world.word, variant: 0 }
  const names = [name, ...neededBy(name, flat)]
  const all = objectOf(flat['properties'])
  const properties = Object.fromEntries(names.map((one) => [one, all[one] as DocumentSchema]))
  const made = plausibleValue({ type: 'object', required: names, properties }, making)
  return isObject(made) ? made : undefined
}

/** The properties that one needs beside it. */
function neededBy(name: string, flat: FlatSchema): readonly string[] {
  return listOf(objectOf(flat['x-needs'])[name]).map(String)
}

/** The other property that an error says to be excluded by one. Undefined for an error about anything else. */
function excludedBy(error: SchemaError, name: string): string | undefined {
  const names = error.keyword === 'not' ? requiredAlone(error.schema) : requiredByEach(error)?.flat()
  return names?.includes(name) === true ? names.find((other) => other !== name) : undefined
}
