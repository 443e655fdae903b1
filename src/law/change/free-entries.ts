import { objectOf } from '../../json/list-of.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import type { PropertyPlace } from '../body/places-in.ts'
import { typeOf } from '../body/flatten-schema.ts'
import { type Answer, isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { isPartial } from '../world/facts.ts'
import type { World } from '../world/world.ts'
import { changedMember } from './changed-member.ts'
import type { Part } from './changed-part.ts'
import { withRequired } from './with-required.ts'

/** A map of a member, and an update that takes it. */
export interface MapOfMember {
  readonly member: Member
  readonly facts: UpdateFacts
  readonly at: string
}

/** True for the flattened schema of an object that states nothing of its entries, so that they may be of any kind. */
export function isFreeObject(schema: PropertyPlace['schema']): boolean {
  const { properties, patternProperties, additionalProperties = true, propertyNames } = schema
  const isOpen =
    additionalProperties === true || (isObject(additionalProperties) && Object.keys(additionalProperties).length === 0)
  const isPlain =
    patternProperties === undefined && propertyNames === undefined && Object.keys(objectOf(properties)).length === 0
  return typeOf(schema) === 'object' && isOpen && isPlain
}

/** Sends an update that names some entries of a map, and of the rest what the update needs. */
export function updateEntries(
  { member, facts, at }: MapOfMember,
  entries: Readonly<Record<string, unknown>>,
  world: World,
): Promise<Answer> {
  const part = withValueAt({}, at, entries) as Part
  const whole = isPartial(facts)
    ? withRequired(part, { member, facts }, world)
    : withValueAt(changedMember({ member, facts }, world), at, entries)
  return world.update(member, whole, { facts })
}

/** Puts two entries with words into a map. Returns them; undefined where the update is not accepted, or a read does not show them. */
export async function putEntries(
  map: MapOfMember,
  world: World,
): Promise<Readonly<Record<string, string>> | undefined> {
  const entries = Object.fromEntries([world.word(), world.word()].map((name) => [name, world.word()]))
  const updated = await updateEntries(map, entries, world)
  if (!isSuccess(updated) || isLater(updated)) return undefined
  const shown = objectOf(valueAt(world.shown(await world.read(map.member)), map.at))
  return Object.entries(entries).every(([name, value]) => shown[name] === value) ? entries : undefined
}
