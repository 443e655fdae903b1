import type { DocumentSchema } from '../../../document/api-document.ts'
import { isDeepStrictEqual } from 'node:util'
import { isObject, valueAt, withValueAt } from '../../../json/pointer.ts'
import { freshApartFromDefaults } from '../../change/apart-from-defaults.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { all, makes, updatesBy, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { defaultsOf, memberSchema, optionalProperties, roomFor } from '../../world/optional-properties.ts'
import { isMap, propertiesWithin } from '../../world/properties-within.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import type { Part } from '../../change/changed-part.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { short } from '../../compare/compare-member.ts'
import { isEmptyValue } from '../../compare/is-empty-value.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'
import { without } from '../../body/without.ts'
import { holdsWord } from '../../body/words.ts'

/** An update that replaces drops what it leaves out. */
export const replaceDropsTheRest: Law = {
  id: 'replace-drops-the-rest',
  level: 'must',
  text: 'An update that replaces drops the optional properties that it leaves out.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, shows, updatesBy('replace')),
  async check(world) {
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'replace')
    if (facts === undefined) return
    const member = await freshApartFromDefaults(world)
    const before = world.shown(await world.read(member))
    if (!isObject(member.sent) || !isObject(before)) throw new NotVerified('the member is no object')
    const body = { ...facts, own: member.own }
    const sent = roomFor(member.sent, body, world)
    const isShown = (one: string): boolean =>
      Object.hasOwn(sent, one) && JSON.stringify(before[one]) === JSON.stringify(sent[one])
    const names = optionalProperties(body, world).filter((one) => isShown(one) && !isEmptyValue(sent[one]))
    const defaults = defaultsOf(body, world)
    const reset = Object.keys(defaults).filter(
      (one) => isShown(one) && JSON.stringify(sent[one]) !== JSON.stringify(defaults[one]),
    )
    // A word is the default of nothing.
    const worded = names.filter((one) => holdsWord(sent[one]))
    const telling = [...worded, ...reset]
    const others = names.filter((one) => !worded.includes(one))
    const attempts = [[...telling, ...others], telling, telling.slice(0, 1), others.slice(0, 1)].filter(
      (left, index, lists) => left.length > 0 && left.length !== lists[index - 1]?.length,
    )
    if (attempts.length === 0) {
      if (await holdWithin({ member, facts }, world)) return
      throw new NotVerified('no property may be left out of the update')
    }
    let refused = 0
    for (const left of attempts) {
      const updated = await world.update(member, without(sent, left), { facts })
      refused = updated.status
      if (!isSuccess(updated) || isLater(updated)) continue
      const answer = await world.read(member)
      const kept = keptOf(left, { sent, after: world.shown(answer), defaults })
      const sure = kept.filter(({ name }) => telling.includes(name))
      const unsure = kept.flatMap(({ name }) => (telling.includes(name) ? [] : [name]))
      // A server that keeps all of it merges, whatever the resource.
      const merges = world.presumed && kept.length === left.length
      if (unsure.length < left.length)
        world.expect(
          answer,
          sure.map(problemOf).map((problem) => (merges ? { ...problem, ...MERGES } : problem)),
        )
      await holdAnew(unsure, { member, facts, merges }, world)
      await holdMaps({ member, facts }, world)
      await holdWithin({ member, facts }, world)
      return
    }
    throw new NotVerified(`an update without ${attempts.at(-1)?.[0] ?? ''} was answered ${refused}`)
  },
}

/** A habit of frameworks: they assign what a body has. */
const MERGES = { signature: 'keeps-all', isOfApi: true } as const

/**
 * A value that stays may be a default that no schema states. So the properties are left out once more, after an update with other values: what
 * stays both times is no default.
 */
async function holdAnew(
  names: readonly string[],
  { member, facts, merges }: Changing & { readonly merges: boolean },
  world: World,
): Promise<void> {
  const before = isObject(member.sent) ? member.sent : {}
  const isTold = (one: Part, name: string): boolean =>
    one[name] !== undefined && JSON.stringify(one[name]) !== JSON.stringify(before[name])
  // One of two variants has the other value of a flag.
  const others = [6, 7]
    .map((variant) => changedMember({ member, facts, variant }, world))
    .filter((one) => one !== undefined)
  const tellings = others.map((other) => ({ other, told: names.filter((name) => isTold(other, name)) }))
  const { other, told = [] } = tellings.toSorted((one, two) => two.told.length - one.told.length)[0] ?? {}
  if (other === undefined || told.length === 0) return
  const whole = await world.update(member, other, { facts })
  const updated = isSuccess(whole) ? await world.update(member, without(other, told), { facts }) : whole
  if (!isSuccess(updated) || isLater(updated)) return
  const answer = await world.read(member)
  const kept = keptOf(told, { sent: other, after: world.shown(answer), defaults: {} })
  const isHabit = merges && kept.length === told.length
  world.expect(
    answer,
    kept.map(problemOf).map((problem) => (isHabit ? { ...problem, ...MERGES } : problem)),
  )
}

interface Kept {
  readonly sent: Readonly<Record<string, unknown>>
  readonly after: unknown
  readonly defaults: Readonly<Record<string, unknown>>
}

/** A property that has its old value still. */
interface KeptValue {
  readonly name: string
  readonly value: unknown
  /** Undefined for a property without one. */
  readonly stated: unknown
}

function keptOf(names: readonly string[], { sent, after, defaults }: Kept): readonly KeptValue[] {
  return names
    .filter((name) => isObject(after) && JSON.stringify(after[name]) === JSON.stringify(sent[name]))
    .map((name) => ({ name, value: sent[name], stated: defaults[name] }))
}

function problemOf({ name, value, stated }: KeptValue): Problem {
  return {
    signature: 'kept',
    message: `expected ${stated === undefined ? 'nothing' : `the default ${short(stated)}`} at /${name} after an update without it, got ${short(value)} still`,
    at: `body#/${name}`,
    expected: stated ?? 'nothing',
    actual: value,
  }
}

/** A map is replaced too: an update with fewer entries leaves no others. */
async function holdMaps({ member, facts }: Changing, world: World): Promise<void> {
  const { properties } = memberSchema({ ...facts, own: member.own }, world)
  const sent = roomFor(isObject(member.sent) ? member.sent : {}, { ...facts, own: member.own }, world)
  const maps = Object.entries(sent).flatMap(([name, value]) => {
    const schema = isObject(properties)
      ? flatten((properties[name] ?? true) as DocumentSchema, world.document.schemas)
      : {}
    return schema['x-kept'] !== true && isMap(schema) && isObject(value) && Object.keys(value).length > 1
      ? [{ name, entries: Object.entries(value) }]
      : []
  })
  const [map] = maps
  const [kept, ...dropped] = map?.entries ?? []
  if (map === undefined || kept === undefined) return
  const whole = await world.update(member, sent, { facts })
  const updated = await world.update(member, { ...sent, [map.name]: Object.fromEntries([kept]) }, { facts })
  if (!isSuccess(whole) || !isSuccess(updated) || isLater(updated)) return
  const answer = await world.read(member)
  const after = world.shown(answer)
  const shown = isObject(after) ? after[map.name] : undefined
  const left = dropped.find(([key]) => isObject(shown) && Object.hasOwn(shown, key))
  const problem = {
    signature: 'entry-kept',
    message: `expected /${map.name} with one entry after an update that replaces it, got ${left?.[0] ?? ''} still`,
    at: `body#/${map.name}`,
    expected: Object.fromEntries([kept]),
    actual: shown,
  }
  world.expect(answer, left === undefined ? [] : [problem])
}

/** An object within the member is replaced too: what it lacks is dropped. False where nothing can be left out. */
async function holdWithin({ member, facts }: Changing, world: World): Promise<boolean> {
  const body = { ...facts, own: member.own }
  const sent = roomFor(isObject(member.sent) ? member.sent : {}, body, world)
  // A word is the default of nothing.
  const optional = propertiesWithin(body, world)
    .filter(({ at, schema, isOptional }) => isOptional && !('default' in schema) && holdsWord(valueAt(sent, at)))
    .map(({ at }) => at)
  const places = optional.filter((at) => !optional.some((other) => at.startsWith(`${other}/`)))
  if (places.length === 0) return false
  const whole = await world.update(member, sent, { facts })
  const before = isSuccess(whole) ? world.shown(await world.read(member)) : undefined
  const shown = places.filter((at) => isDeepStrictEqual(valueAt(before, at), valueAt(sent, at)))
  const less = shown.reduce<unknown>((rest, at) => withValueAt(rest, at, undefined), sent)
  const updated = shown.length === 0 ? undefined : await world.update(member, less, { facts })
  if (updated === undefined || !isSuccess(updated) || isLater(updated)) return false
  const answer = await world.read(member)
  const after = world.shown(answer)
  const kept = shown.filter((at) => isDeepStrictEqual(valueAt(after, at), valueAt(sent, at)))
  world.expect(
    answer,
    kept.map((at) => problemOf({ name: at.slice(1), value: valueAt(sent, at), stated: undefined })),
  )
  return true
}
