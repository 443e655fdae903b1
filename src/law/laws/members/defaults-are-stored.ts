import { isObject } from '../../../json/pointer.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, makes, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type BodyFacts, defaultsOf, memberSchema, roomFor } from '../../world/optional-properties.ts'
import { ownParameters } from '../../body/paths.ts'
import { without } from '../../body/without.ts'
import type { World } from '../../world/world.ts'

/** A default is an annotation in JSON Schema: it says what a server is meant to assume. */
export const defaultsAreStored: Law = {
  id: 'defaults-are-stored',
  level: 'should',
  text: 'A property that a create or a whole update leaves out is read with the default that the document states, or is not shown.',
  source: 'JSON Schema 2020-12, Validation, section 9.2 (default)',
  needs: all(makes, reads),
  async check(world) {
    if (world.resource.singleton === true) {
      await holdReplace(await world.fresh(), world)
      return
    }
    const { own } = await world.body()
    const { optional, defaults } = leftOut({ operation: world.resource.create?.operation ?? '', own }, world)
    if (optional.length === 0) throw new NotVerified('the document requires each property of a create')
    const names = Object.keys(defaults)
    const member =
      (await createWithout(optional, world)) ?? (names.length > 0 ? await createWithout(names, world) : undefined)
    if (member === undefined) throw new NotVerified('no create without optional properties was accepted')
    const answer = await world.read(member)
    if (!isSuccess(answer)) throw new NotVerified(`the read was answered ${answer.status}`)
    const problems = world.shows({ ...(member.sent as object), ...defaults }, answer)
    // An answer may leave out a value that is the default.
    const wrong = problems.filter(({ signature }) => signature !== 'value-missing')
    if (world.expect(answer, wrong)) await holdReplace(member, world)
  },
}

/** A whole update without the properties that have defaults leaves their defaults, or nothing. What it keeps is another law's matter. */
async function holdReplace(member: Member, world: World): Promise<void> {
  const facts = world.resource.updates.find(({ effect }) => effect?.value === 'replace')
  const before = world.shown(await world.read(member))
  const { defaults } = facts === undefined ? {} : leftOut({ ...facts, own: member.own }, world)
  if (facts === undefined || defaults === undefined || !isObject(member.sent) || !isObject(before)) return
  const names = Object.keys(defaults)
  if (names.length === 0) return
  const sent = roomFor(member.sent, { ...facts, own: member.own }, world)
  const updated = await world.update(member, without(sent, names), { facts })
  if (!isSuccess(updated) || updated.status === 202) return
  const answer = await world.read(member)
  const shown = world.shown(answer)
  const changed = names.filter(
    (name) => isObject(shown) && JSON.stringify(shown[name]) !== JSON.stringify(before[name]),
  )
  const problems = world.shows(Object.fromEntries(changed.map((name) => [name, defaults[name]])), answer)
  world.expect(
    answer,
    problems.filter(({ signature, actual }) => signature !== 'value-missing' && actual !== null),
  )
}

/** The properties that a create may leave out, and the defaults of those that have one. Keys stay. */
function leftOut(
  body: BodyFacts,
  world: World,
): {
  readonly optional: readonly string[]
  readonly defaults: Readonly<Record<string, unknown>>
} {
  const { properties, required } = memberSchema(body, world)
  const needed = new Set(Array.isArray(required) ? (required as unknown[]) : [])
  const keys = new Set(ownParameters(world.resource).map(({ pointer }) => pointer))
  const optional = Object.keys(isObject(properties) ? properties : {}).filter(
    (name) => !needed.has(name) && !keys.has(`/${name}`),
  )
  return { optional, defaults: defaultsOf(body, world) }
}

/** Undefined for a create that is refused. */
async function createWithout(names: readonly string[], world: World): Promise<Member | undefined> {
  const asked: CreateRequest = await world.body()
  const member = memberIn(asked.body, world.resource)
  if (!isObject(member)) throw new NotVerified('the member is no object')
  const body = withMember(asked.body, without(member, names), world.resource)
  const created = await world.create({ ...asked, body })
  if (isRefusal(created.answer)) world.expect(created.answer, [])
  return world.arrived(created)
}
