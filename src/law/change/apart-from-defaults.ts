import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { memberIn, withMember } from '../world/create-member.ts'
import type { Member } from '../session/member.ts'
import { memberSchema } from '../world/optional-properties.ts'
import { ownParameters } from '../body/paths.ts'
import { flatten } from '../body/plausible-value.ts'
import { contentOf } from '../body/request-body.ts'
import type { World } from '../world/world.ts'

/** A fresh member with other values than the documented defaults, where it can have them: a reset to a default is then seen. */
export async function freshApartFromDefaults(world: World): Promise<Member> {
  const { create } = world.resource
  if (create === undefined) return world.fresh()
  const asked = await world.body()
  const other = await world.body({ variant: 1 })
  const [sent, others] = [asked, other].map(({ body }) => memberIn(body, world.resource))
  const apart = isObject(sent) && isObject(others) ? valuesApart(sent, others, world) : {}
  if (Object.keys(apart).length === 0) return world.fresh()
  const body = withMember(asked.body, { ...(sent as object), ...apart }, world.resource)
  const schema = contentOf(world.operation(create.operation))?.schema ?? true
  if ((world.validators(schema)?.(body).length ?? 0) > 0) return world.fresh()
  return (await world.arrived(await world.create({ ...asked, body }))) ?? world.fresh()
}

/** The other values of properties that have their defaults. */
function valuesApart(
  sent: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>>,
  world: World,
): Readonly<Record<string, unknown>> {
  const { properties } = memberSchema({ operation: world.resource.create?.operation ?? '' }, world)
  const keys = new Set(ownParameters(world.resource).map(({ pointer }) => pointer))
  const known = Object.entries(isObject(properties) ? properties : {}).filter(([name, property]) => {
    const schema = flatten(property as DocumentSchema, world.document.schemas)
    return !keys.has(`/${name}`) && Object.hasOwn(sent, name) && isSame(schema['default'], sent[name]) && name in others
  })
  return Object.fromEntries(
    known.flatMap(([name]) => (isSame(others[name], sent[name]) ? [] : [[name, others[name]] as const])),
  )
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
