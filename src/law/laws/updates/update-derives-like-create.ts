import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { ownParameters } from '../../body/paths.ts'
import { type DerivedPlace, derivedPlaces } from '../../change/derived-places.ts'
import { wholeValues, type WholeValues } from '../../change/whole-values.ts'
import { short } from '../../compare/compare-member.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { LATER } from '../../session/later.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { all, creates, deletesAtOnce, lacking, type Need, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

const derives: Need = (resource, _, document) =>
  derivedPlaces({ resource, document }).length === 0
    ? lacking('property that the server may work out from others')
    : { holds: true, certainty: 'sure' }

/** A value that the server derives from others follows an update of these. */
export const updateDerivesLikeCreate: Law = {
  id: 'update-derives-like-create',
  level: 'must',
  text: 'A property that the server works out from other values has, after an update of these, the value that a create with them gives it.',
  source: 'the document: a description of the property such as "Sum of the items"',
  needs: all(creates, reads, updates, deletesAtOnce, derives),
  isRare: true,
  async check(world) {
    if (areAlike(world)) throw new NotVerified(NOTHING_HANGS)
    let reason: string | undefined
    let judged = 0
    const { updates: found } = world.resource
    for (const [index, facts] of found.entries()) {
      // One media type of an operation is as good as another.
      const isKnown = found.slice(0, index).some(({ operation }) => operation === facts.operation)
      if (isKnown || takesChanges(facts)) continue
      const open = await holdUpdate(facts, world)
      if (open === undefined) judged += 1
      reason ??= open
      if (open === NOTHING_HANGS) break
    }
    if (judged === 0) throw new NotVerified(reason ?? 'the document does not say enough to make an update')
  },
}

const NOTHING_HANGS = 'no property that the server sets hangs on the values of a member alone'

/** True where members of other values, as the answers to their creates show them, are alike in all values that a server may derive. */
function areAlike(world: World): boolean {
  const [first, ...others] = world
    .made()
    .flatMap(({ created }) => (created === undefined ? [] : [world.shown(created)]))
  return (
    others.length > 0 &&
    derivedPlaces(world).every(({ at }) => {
      const value = valueAt(first, at)
      return value !== undefined && others.every((other) => isDeepStrictEqual(valueAt(other, at), value))
    })
  )
}

/** Returns the reason where nothing can be judged. */
async function holdUpdate(facts: UpdateFacts, world: World): Promise<string | undefined> {
  const member = await world.fresh()
  const old = world.shown(await world.read(member))
  const other = await world.body({ parent: member.parent, variant: 1 })
  let reason = 'the document does not say enough to make an update'
  for (const values of wholeValues({ member, shown: old, facts, other }, world)) {
    const turn = { member, other, values }
    const made = await madeOnce(values.created, turn, world)
    if (made === undefined) {
      reason = 'no member can be created and deleted with the values of an update'
      continue
    }
    const hanging = await hangingPlaces({ old, made }, turn, world)
    if (hanging.length === 0) return NOTHING_HANGS
    const updated = await world.update(member, values.updated, { facts })
    if (isSuccess(updated) && !isLater(updated)) return holdDerived(hanging, { old, made }, { turn, world })
    reason = `the update was answered ${updated.status}`
  }
  return reason
}

interface Turn {
  /** The member that is updated. */
  readonly member: Member
  /** The create whose values it gets. */
  readonly other: CreateRequest
  readonly values: WholeValues
}

/** A member as it is shown before an update, and another one that was created with the values of the update. */
interface Looks {
  readonly old: unknown
  readonly made: unknown
}

/** The properties that two creates with the same values show alike, and one with others shows otherwise. */
async function hangingPlaces({ old, made }: Looks, turn: Turn, world: World): Promise<readonly DerivedPlace[]> {
  const hanging = derivedPlaces(world).filter(({ at }) => {
    const [one, other] = [valueAt(old, at), valueAt(made, at)]
    return one !== undefined && other !== undefined && !isDeepStrictEqual(one, other)
  })
  if (hanging.length === 0) return []
  const again = await madeOnce(turn.values.created, turn, world)
  return hanging.filter(({ at }) => isDeepStrictEqual(valueAt(made, at), valueAt(again, at)))
}

async function holdDerived(
  hanging: readonly DerivedPlace[],
  { old, made }: Looks,
  { turn, world }: { readonly turn: Turn; readonly world: World },
): Promise<string | undefined> {
  const { member } = turn
  const differing = (shown: unknown): readonly DerivedPlace[] =>
    hanging.filter(({ at }) => !isDeepStrictEqual(valueAt(shown, at), valueAt(made, at)))
  let answer = await world.read(member)
  if (differing(world.shown(answer)).length > 0) {
    // A server may derive the value a little later.
    await world.wait(LATER)
    answer = await world.read(member)
  }
  if (!isSuccess(answer)) return `a read of the updated member was answered ${answer.status}`
  const now = world.shown(answer)
  const suspects = differing(now)
  const again = suspects.length === 0 ? undefined : await madeAgain(turn, world)
  const found = suspects.filter(({ at }) => isDeepStrictEqual(valueAt(again, at), valueAt(old, at)))
  if (found.length === 0 && suspects.length === hanging.length)
    return 'two creates with the same values are shown with other values of the server'
  world.expect(
    answer,
    found.map((place) => problemOf(place, { made, now }, world)),
  )
  return undefined
}

/** A create with the values of before the update, in place of the member. Values that are derived from these alone are as before. */
async function madeAgain(turn: Turn, world: World): Promise<unknown> {
  const { sent } = turn.member
  const removed = await world.remove(turn.member)
  return isSuccess(removed) && isObject(sent) ? madeOnce(sent, turn, world) : undefined
}

/** A member as a read shows it, which is created beside another one and deleted again. Undefined where it cannot. */
async function madeOnce(values: Readonly<Record<string, unknown>>, turn: Turn, world: World): Promise<unknown> {
  const { resource } = world
  const asked = await world.body({ parent: turn.member.parent })
  const fresh = memberIn(asked.body, resource)
  // Each create names its member anew.
  const own = [
    ...ownParameters(resource).map(({ pointer }) => pointer),
    ...turn.values.own.map((name) => formatPointer([name])),
  ]
  const member = own.reduce<unknown>((named, pointer) => {
    const value = pointer === undefined ? undefined : valueAt(fresh, pointer)
    return pointer === undefined || value === undefined ? named : withValueAt(named, pointer, value)
  }, values)
  const body = withMember(asked.body, member, resource)
  const refersTo = [...(asked.refersTo ?? []), ...(turn.other.refersTo ?? [])]
  const created = await world.arrived(await world.create({ ...asked, refersTo, body }))
  if (created === undefined) return undefined
  const answer = await world.read(created)
  const removed = await world.remove(created)
  return isSuccess(answer) && isSuccess(removed) && !isLater(removed) ? world.shown(answer) : undefined
}

function problemOf(
  { at, isSaid }: DerivedPlace,
  { made, now }: { readonly made: unknown; readonly now: unknown },
  world: World,
): Problem {
  const [expected, actual] = [valueAt(made, at), valueAt(now, at)]
  return {
    signature: 'not-derived',
    message: `expected ${short(expected)} at ${at} after an update, as a create with the same values gives, got ${short(actual)}`,
    at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
    expected,
    actual,
    ...shouldUnless(isSaid),
  }
}
