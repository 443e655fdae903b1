import { createdSchemaAt, createSchema } from '../body/create-schema.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { flatten } from '../body/flatten-schema.ts'
import { plausibleValue } from '../body/plausible-value.ts'
import type { SchemaError } from '../body/validators.ts'
import { requiredAlone, requiredByEach } from '../body/without-excess.ts'
import { without } from '../body/without.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import type { World } from './world.ts'

/** The bodies with properties that exclude one another, as a count. */
const MOST = 3

/**
 * Bodies of a create that break a rule about which properties stand together: an accepted body with one more property that excludes one of
 * its own, and one without all of a group of which it needs one.
 */
export function bodiesTogether(accepted: unknown, world: World): readonly InvalidBody[] {
  const { resource, document } = world
  const member = memberIn(accepted, resource)
  const schema = createdSchemaAt(world)
  const errorsOf = world.validators(createSchema(world))
  if (!isObject(member) || schema === undefined || errorsOf === undefined || errorsOf(accepted).length > 0) return []
  const flat = flatten(schema, document.schemas)
  const bodyOf = (value: unknown): unknown => withMember(accepted, value, resource)
  const more = Object.entries(objectOf(flat['properties'])).flatMap(([name, property]): InvalidBody[] => {
    if (Object.hasOwn(member, name)) return []
    const made = madeOf(name, property as DocumentSchema, world)
    const value = { ...member, ...made }
    const body = bodyOf(value)
    const errors = made === undefined ? [] : errorsOf(body)
    const others = errors.map((error) => excludedBy(error, name))
    if (errors.length === 0 || !others.every((other) => other !== undefined)) return []
    const at = formatPointer([name])
    return [
      { value, body, at, rule: `exclusion of ${at} beside ${formatPointer([others[0] ?? ''])}`, mayBeRead: false },
    ]
  })
  const none = (listOf(flat['x-needed']) as readonly (readonly string[])[]).flatMap((names): InvalidBody[] => {
    const value = without(member, names)
    const [name = ''] = names
    const isValid = names.some((one) => Object.hasOwn(member, one)) && errorsOf(bodyOf(value)).length === 0
    const rule = `need of ${names.map((one) => formatPointer([one])).join(' or ')}`
    return isValid ? [{ value, body: bodyOf(value), at: formatPointer([name]), rule, mayBeRead: false }] : []
  })
  return [...more.slice(0, MOST), ...none]
}

/** A plausible value of a property, by its name. Undefined where none can be made. */
function madeOf(name: string, property: DocumentSchema, world: World): Readonly<Record<string, unknown>> | undefined {
  const making = { schemas: world.document.schemas, word: world.word, variant: 0 }
  const made = plausibleValue({ type: 'object', required: [name], properties: { [name]: property } }, making)
  return isObject(made) ? made : undefined
}

/** The other property that an error says to be excluded by one. Undefined for an error about anything else. */
function excludedBy(error: SchemaError, name: string): string | undefined {
  const names = error.keyword === 'not' ? requiredAlone(error.schema) : requiredByEach(error)?.flat()
  return names?.includes(name) === true ? names.find((other) => other !== name) : undefined
}
