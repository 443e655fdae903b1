import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { Member } from '../session/member.ts'
import { memberSchema } from '../world/optional-properties.ts'
import { ownParameters } from '../body/paths.ts'
import { placesIn } from '../body/places-in.ts'
import { contentOf } from '../body/request-body.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

/** A fresh member with other values than the documented defaults, where it can have them: a reset to a default is then seen. */
export async function freshApartFromDefaults(world: World): Promise<Member> {
  const { create } = world.resource
  if (create === undefined) return world.fresh()
  const asked = await world.body()
  const other = await world.body({ variant: 1 })
  const [sent, others] = [asked, other].map(({ body }) => memberIn(body, world.resource))
  const apart = isObject(sent) && isObject(others) ? valuesApart(sent, others, world) : {}
  if (Object.keys(apart).length === 0) return world.fresh()
  const member = Object.entries(apart).reduce((whole, [at, value]) => withValueAt(whole, at, value), sent)
  const body = withMember(asked.body, member, world.resource)
  const schema = contentOf(world.operation(create.operation))?.schema ?? true
  if (!isValidBy(body, schema, world.validators)) return world.fresh()
  return (await world.arrived(await world.create({ ...asked, body }))) ?? world.fresh()
}

/** The other values of properties that have their defaults, by their places: at the top of the member, or within its objects. */
function valuesApart(
  sent: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>>,
  world: World,
): Readonly<Record<Pointer, unknown>> {
  const schema = memberSchema({ operation: world.resource.create?.operation ?? '' }, world)
  const keys = new Set(ownParameters(world.resource).map(({ pointer }) => pointer))
  const apart = placesIn(schema, world.document.schemas).flatMap(({ at, schema: own }): [Pointer, unknown][] => {
    const [value, other] = [valueAt(sent, at), valueAt(others, at)]
    const isDefault = !keys.has(at) && value !== undefined && isSame(own['default'] ?? own['x-default'], value)
    return isDefault && other !== undefined && !isSame(other, value) ? [[at, other]] : []
  })
  return Object.fromEntries(apart)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
