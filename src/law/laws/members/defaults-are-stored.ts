import { withoutPlaces } from '../../body/without.ts'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer, UpdateFacts } from '../../../resource/model.ts'
import { standsOnce } from '../../../resource/stands-with-parent.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { type DefaultPlace, defaultsWithin, isAtTop } from '../../world/defaults-within.ts'
import { itemDefaultProblems, listsWithDefaults, withLeastItems } from '../../world/item-defaults.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { isRefusal, isSuccess, isLater } from '../../session/exchange.ts'
import { all, makes, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'
import { type BodyFacts, memberSchema, roomFor } from '../../world/optional-properties.ts'
import { ownParameters } from '../../body/paths.ts'
import type { World } from '../../world/world.ts'

/** A default is an annotation in JSON Schema: it says what a server is meant to assume. Words such as "Defaults to true" say it for sure. */
export const defaultsAreStored: Law = {
  id: 'defaults-are-stored',
  level: 'must',
  text: 'A property that a create or a whole update leaves out is read with the default that the document states, or is not shown.',
  source: 'the document: the default of a property, and a description such as "Defaults to true"',
  needs: all(makes, shows),
  async check(world) {
    if (standsOnce(world.resource, world.model)) {
      if (defaultsOfUpdate([], world).length > 0) await holdReplace(await world.fresh(), world)
      return
    }
    const { own } = await world.body()
    const { optional, defaults } = leftOut({ operation: world.resource.create?.operation ?? '', own }, world)
    const lists = listsWithDefaults(world).map(({ at }) => at)
    if (optional.length === 0 && defaults.length === 0 && lists.length === 0)
      throw new NotVerified('the document requires each property of a create')
    const places = defaults.map(({ at }) => at)
    const left = [...optional.filter((at) => !lists.includes(at)), ...places]
    const member =
      (lists.length > 0 ? await createWithout(left, world, withLeastItems) : undefined) ??
      (await createWithout([...optional, ...places], world)) ??
      (places.length > 0 ? await createWithout(places, world) : undefined)
    if (member === undefined) throw new NotVerified('no create without optional properties was accepted')
    if (!(await holdMember(member, defaults, world))) return
    const within = defaults.filter(({ isWithinOptional }) => isWithinOptional)
    const other = within.length === 0 ? undefined : await createWithout(places, world)
    if (other === undefined || (await holdMember(other, within, world))) await holdReplace(member, world)
  },
}

/** Holds a member that was created without some properties to their defaults. False where it breaks them. */
async function holdMember(member: Member, defaults: readonly DefaultPlace[], world: World): Promise<boolean> {
  const answer = await world.read(member)
  if (!isSuccess(answer)) throw new NotVerified(`the read was answered ${answer.status}`)
  const shown = world.shown(answer)
  const told = defaults.filter(({ at }) => isObject(valueAt(shown, objectOf(at))))
  const whole = told.reduce<unknown>((sent, { at, value }) => withValueAt(sent, at, value), member.sent)
  const wrong = world.shows(whole, answer).filter((problem) => !isLeftOut(problem))
  // The words about a property of an object hold where the object was sent.
  const said = told.filter(({ at, isProse }) => isProse && isObject(valueAt(member.sent, objectOf(at))))
  const prefix = `body#${world.resource.wrap?.value.answer ?? ''}`
  const isSaid = ({ at }: Problem): boolean => said.some((one) => at === prefix + one.at)
  return world.expect(answer, [
    ...wrong.map((problem) => (isSaid(problem) ? problem : asShould(problem))),
    ...itemDefaultProblems(member.sent, shown, world),
  ])
}

/** The place of the object that has a property. */
function objectOf(at: Pointer): Pointer {
  return formatPointer(parsePointer(at).slice(0, -1))
}

/** An answer may leave out a value that is the default, and show no text in the place of an empty one. */
function isLeftOut({ signature, expected, actual }: Problem): boolean {
  return signature === 'value-missing' || (expected === '' && actual === null)
}

/** A whole update without the properties that have defaults leaves their defaults, or nothing. What it keeps is another law's matter. */
async function holdReplace(member: Member, world: World): Promise<void> {
  const facts = replacing(world)
  const defaults = defaultsOfUpdate(member.own, world)
  if (facts === undefined || !isObject(member.sent) || defaults.length === 0) return
  const before = world.shown(await world.read(member))
  if (!isObject(before)) return
  const sent = roomFor(member.sent, { ...facts, own: member.own }, world)
  const updated = await world.update(
    member,
    withoutPlaces(
      sent,
      defaults.map(({ at }) => at),
    ),
    { facts },
  )
  if (!isSuccess(updated) || isLater(updated)) return
  const answer = await world.read(member)
  const shown = world.shown(answer)
  const changed = defaults.filter(
    ({ at }) => JSON.stringify(valueAt(shown, at)) !== JSON.stringify(valueAt(before, at)),
  )
  const problems = world.shows(
    changed.reduce<unknown>((whole, { at, value }) => withValueAt(whole, at, value), {}),
    answer,
  )
  const wrong = problems.filter(({ signature, actual }) => signature !== 'value-missing' && actual !== null)
  world.expect(answer, wrong.map(asShould))
}

function replacing({ resource: { updates } }: World): UpdateFacts | undefined {
  return updates.find(({ effect }) => effect?.value === 'replace')
}

/** The defaults at the top of a member in a whole update. */
function defaultsOfUpdate(own: readonly string[], world: World): readonly DefaultPlace[] {
  const facts = replacing(world)
  const stated = facts === undefined ? [] : defaultsWithin({ ...facts, own }, world)
  return stated.filter((one) => isAtTop(one) && !one.isKept)
}

/** The properties that a create may leave out at its top, and the defaults of those that have one. Keys stay. */
function leftOut(
  body: BodyFacts,
  world: World,
): { readonly optional: readonly Pointer[]; readonly defaults: readonly DefaultPlace[] } {
  const { properties, required } = memberSchema(body, world)
  const needed = new Set(Array.isArray(required) ? (required as unknown[]) : [])
  const keys = new Set(ownParameters(world.resource).map(({ pointer }) => pointer))
  const names = Object.keys(isObject(properties) ? properties : {}).filter((name) => !needed.has(name))
  const optional = names.map((name) => formatPointer([name])).filter((at) => !keys.has(at))
  return { optional, defaults: defaultsWithin(body, world) }
}

/**
 * Undefined for a create that is refused.
 * @param change another body for the create, or none
 */
async function createWithout(
  places: readonly Pointer[],
  world: World,
  change: (asked: CreateRequest, world: World) => CreateRequest | undefined = (asked) => asked,
): Promise<Member | undefined> {
  const asked = change(await world.body(), world)
  if (asked === undefined) return undefined
  const member = memberIn(asked.body, world.resource)
  if (!isObject(member)) throw new NotVerified('the member is no object')
  const body = withMember(asked.body, withoutPlaces(member, places), world.resource)
  const created = await world.create({ ...asked, body })
  if (isRefusal(created.answer)) world.expect(created.answer, [])
  return world.arrived(created)
}
