import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { schemaAt } from '../body/schema-at.ts'
import type { OfKey } from './invalid-bodies.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import { bodiesOf } from '../body/wrapped-member.ts'
import { flatten } from '../body/flatten-schema.ts'
import { isImmutable } from '../body/is-immutable.ts'
import { isSecretName } from '../compare/secret-name.ts'
import { placesApart } from './places-apart.ts'
import { contentOfWhole, isBarePatch, otherUpdate } from './whole-content.ts'
import type { World } from './world.ts'

/** An operation whose body has a member. */
export type BodyFacts = Pick<UpdateFacts, 'operation' | 'wrap'> & OfKey

/** The flattened schema of the member in the body of an operation. */
export function memberSchema(
  { operation, media, own = [], ...body }: BodyFacts,
  { resource, document, ...world }: Pick<World, 'resource' | 'document' | 'operation'>,
): Readonly<Record<string, unknown>> {
  const content = bodyOfKey(world.operation(operation), { resource, document, own, media })
  const isBare = isBarePatch(media, content, { document })
  const whole = (isBare ? contentOfWhole({ ...world, resource, document }) : content)?.schema
  const inner = bodiesOf(resource, isBare ? otherUpdate({ ...world, resource, document }) : body).wrap?.value.request
  const schema = whole === undefined || inner === undefined ? whole : schemaAt(whole, inner, document.schemas)
  return flatten(schema ?? true, document.schemas)
}

/** The properties that a body may leave out and that have no default: an update without them leaves nothing in their place. */
export function optionalProperties(body: BodyFacts, world: World): readonly string[] {
  const { properties, required } = memberSchema(body, world)
  if (!isObject(properties)) return []
  const needed = new Set(Array.isArray(required) ? (required as unknown[]) : [])
  const apart = placesApart(world.resource)
  return Object.entries(properties).flatMap(([name, property]) => {
    const schema = flatten(property as DocumentSchema, world.document.schemas)
    const isKept = schema['x-kept'] === true || isImmutable(schema)
    const isApart = isKept || apart.has(`/${name}`) || isSecretName(name)
    return needed.has(name) || 'default' in schema || isApart ? [] : [name]
  })
}

/** The properties of a member that a body has room for: a closed schema of an update may lack those of the create. */
export function roomFor(
  sent: Readonly<Record<string, unknown>>,
  body: BodyFacts,
  world: World,
): Readonly<Record<string, unknown>> {
  const { properties, additionalProperties } = memberSchema(body, world)
  if (additionalProperties !== false || !isObject(properties)) return sent
  return Object.fromEntries(Object.entries(sent).filter(([name]) => Object.hasOwn(properties, name)))
}

/** The defaults of the properties that a body may leave out, by name. Keys and what the server sets are not among them. */
export function defaultsOf(body: BodyFacts, world: World): Readonly<Record<string, unknown>> {
  const { properties, required } = memberSchema(body, world)
  const needed = new Set(Array.isArray(required) ? (required as unknown[]) : [])
  const apart = placesApart(world.resource)
  const found = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]) => {
    const schema = flatten(property as DocumentSchema, world.document.schemas)
    return needed.has(name) || apart.has(`/${name}`) || schema['x-kept'] === true || !('default' in schema)
      ? []
      : [[name, schema['default']] as const]
  })
  return Object.fromEntries(found)
}
