import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { createSchema } from '../body/create-schema.ts'
import { ownParameters } from '../body/paths.ts'
import { plausibleValue } from '../body/plausible-value.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { isValidBy } from '../body/validators.ts'
import { withoutExcess } from '../body/without-excess.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { CreateRequest } from './create-request.ts'
import { keysNamedBy, withKeysOfOthers } from './keys-of-others.ts'
import type { World } from './world.ts'

/** A create with a member of an alternative in the body of another create. Undefined where no valid member can be made. */
export function createOf(schema: DocumentSchema, base: CreateRequest, world: World): CreateRequest | undefined {
  const member = memberOf(schema, base, world)
  if (member === undefined) return undefined
  return { ...base, body: withMember(base.body, member, world.resource), ...keyInPath(member, base, world) }
}

/** The schema of the member that a create takes, once for each of its alternatives. Empty where it has none. */
export function alternativesOfCreate({ resource, document, operation }: World): ReturnType<typeof alternativesOf> {
  const whole = contentOf(operation(resource.create?.operation ?? ''))?.schema
  const inner = resource.wrap?.value.request
  const schema = whole === undefined || inner === undefined ? whole : schemaAt(whole, inner, document.schemas)
  return schema === undefined ? [] : alternativesOf(schema, document.schemas)
}

/** A valid member of an alternative, with the keys of a body that is made for the create. Undefined where none can be made. */
function memberOf(schema: DocumentSchema, { body: base, own = [] }: CreateRequest, world: World): unknown {
  const { resource, document, validators, word } = world
  const schemaOfBody = createSchema(world)
  const isValid = (member: unknown): boolean => isValidBy(withMember(base, member, resource), schemaOfBody, validators)
  const made = plausibleValue(schema, { schemas: document.schemas, word, variant: 1 })
  const errorsOf = validators(schema)
  let member = (errorsOf === undefined ? undefined : withoutExcess(made, errorsOf)) ?? made
  if (!isObject(member)) return undefined
  const keyed = memberIn(base, resource)
  // A key in the path is that of the alternative.
  for (const pointer of own.length === 0 ? Object.values(resource.key.address?.value ?? {}) : [])
    if (valueAt(member, pointer) !== undefined && valueAt(keyed, pointer) !== undefined)
      member = withValueAt(member, pointer, valueAt(keyed, pointer))
  member = withKeysOfOthers(member, { keys: keysNamedBy(keyed, resource), isValid })
  return isValid(member) ? member : undefined
}

/** The key in the path as the member has it: another alternative may have another one. */
function keyInPath(member: unknown, { own = [] }: CreateRequest, { resource }: World): Pick<CreateRequest, 'own'> {
  const parameters = ownParameters(resource)
  return {
    own: own.map((key, index) => {
      const value = valueAt(member, parameters[index]?.pointer ?? '')
      return typeof value === 'string' || typeof value === 'number' ? String(value) : key
    }),
  }
}
