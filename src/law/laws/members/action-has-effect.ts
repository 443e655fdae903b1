import { isDeepStrictEqual } from 'node:util'
import { setProperties, type SetProperties } from '../../../document/says/says-set.ts'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import { isAction } from '../../../resource/is-action.ts'
import type { Resource } from '../../../resource/model.ts'
import { wordsOf } from '../../../words/words.ts'
import { short } from '../../compare/compare-member.ts'
import { isEmptyValue } from '../../compare/is-empty-value.ts'
import { isShownOtherwise } from '../../compare/shown-otherwise.ts'
import { isPlain } from '../../list/filter-place.ts'
import { holdFilters } from '../../list/filters-after-action.ts'
import { isVersionName } from '../../compare/version-name.ts'
import { ownValuesIn, unwrapped } from '../../send/address-of.ts'
import { flatMember, placeInFlat } from '../../change/flat-member.ts'
import { goalsOf, unreachedIn } from '../../change/goals-of-action.ts'
import { isStateOf, unsetBefore } from '../../change/state-of-action.ts'
import { actAt, sendableActions } from '../../change/act-at.ts'
import { timesAfterAction, waitForNextInstant } from '../../change/times-of-action.ts'
import { versionsAfterAction } from '../../change/versions-of-action.ts'
import { type Answer, isSuccess, isLater } from '../../session/exchange.ts'
import { LATER } from '../../session/later.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, creates, hasParent, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const acts: Need = (resource) =>
  isAction(resource) ? { holds: true, certainty: 'sure' } : { holds: false, reason: 'the law is about actions' }

/** A later read agrees with what the answer to an action shows of its member, and with the name of the action. */
export const actionHasEffect: Law = {
  id: 'action-has-effect',
  level: 'must',
  text: 'A property of which the answer to an action shows another value than before is not read with the value of before. A read after an action such as archive does not show all as before, archived too. An action that changes the state of a member moves the time of its last change. After it, a filter by a listed value or a flag finds the member under its new value, and not under the old one.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(acts, creates, hasParent),
  isRare: true,
  async check(world) {
    // The first body of an action learns at a member of its own whether the action can be undone, and removes that member.
    const { parent } = await world.body()
    if (parent === undefined) throw new NotVerified('the action is not sent at a member')
    const { old, now } = await hold(parent, {}, world)
    if (!isDeepStrictEqual(old, now)) return
    // An action that changes nothing of a fresh member may undo another action.
    const sibling = await changedBySibling(parent, now, world)
    if (sibling !== undefined) await unlessNotVerified(() => hold(parent, { sibling }, world))
  },
}

/** The member before and after an action. */
interface Held {
  readonly old: unknown
  readonly now: unknown
}

/** Sends the action, and holds a read to its answer. `sibling`: the action before it, which may be undone. */
async function hold(parent: Member, { sibling }: { readonly sibling?: string }, world: World): Promise<Held> {
  const before = await world.readOf(parent)
  const old = before === undefined ? undefined : unwrapped(before.json, parent.resource)
  const gap = await waitForNextInstant(old, parent.resource, world)
  const { created } = await world.fresh({ parent })
  if (created === undefined || isLater(created)) throw new NotVerified('the action is carried out later')
  const after = await world.readOf(parent)
  if (before === undefined || after === undefined)
    throw new NotVerified('the contract does not say how the member is read')
  const [now, answered] = [after, created].map(({ json }) => unwrapped(json, parent.resource))
  const acted = { before: old, after: now, gap, asked: created.asked, resource: parent.resource }
  const untimed = timesAfterAction(acted, world)
  if (untimed !== undefined) world.expect(after, untimed)
  const unversioned = versionsAfterAction(acted, world)
  if (unversioned !== undefined) world.expect(after, unversioned)
  const told = showsMember(answered, old, parent) ? answered : undefined
  const unset = unsetBefore(world.resource.name, old)
  const goals = goalsOf(parent, old, world)
  const { description } = world.operation(world.resource.create?.operation ?? '')
  const said = setProperties(Object.keys(flatMember(old) ?? {}), description)
  const saysNothing = said.set.length === 0 && said.emptied.length === 0
  if (told === undefined && unset.length === 0 && goals.length === 0 && saysNothing)
    throw new NotVerified('the answer to the action does not show the member')
  const problemsAt = ({ json }: Answer): readonly Problem[] => {
    const looks = { old, told, now: unwrapped(json, parent.resource) }
    const lost = lostIn(looks, { asked: created.asked, resource: world.resource, description, sibling })
    if (lost.length > 0) return lost
    const unsaid = unsaidIn(looks, said, created.asked)
    if (unsaid.length > 0) return unsaid
    const nothing = nothingIn(looks, unset, created.asked)
    return nothing.length > 0 ? nothing : unreachedIn(looks, goals, created.asked)
  }
  if (problemsAt(after).length === 0) {
    world.expect(after, [])
    await holdFilters({ member: parent, old, now, asked: created.asked }, world)
    return { old, now }
  }
  await world.wait(LATER)
  const later = await world.readOf(parent)
  if (later !== undefined && isSuccess(later)) world.expect(later, problemsAt(later))
  return { old, now: undefined }
}

/** The first of the other actions that changes the member, by its name. Undefined where none does. */
async function changedBySibling(parent: Member, before: unknown, world: World): Promise<string | undefined> {
  const siblings = sendableActions(parent.resource, world.resource, world)
  for (const action of siblings.slice(0, MOST_SIBLINGS)) {
    if ((await actAt(action, parent, world)) === undefined) continue
    const read = await world.readOf(parent)
    const shown = read !== undefined && isSuccess(read) ? unwrapped(read.json, parent.resource) : undefined
    if (isObject(shown) && !isDeepStrictEqual(shown, before)) return action.name
  }
  return undefined
}

/** The other actions that are tried, as a count. */
const MOST_SIBLINGS = 3

/** A member that is read as before in all its properties: the one that the action is named after is still false or null. A should: it is only a name. */
function nothingIn({ old, now }: Looks, [name]: readonly string[], asked: string): readonly Problem[] {
  if (name === undefined || !isObject(now) || !isDeepStrictEqual(old, now)) return []
  return [
    {
      signature: 'nothing-changed',
      message: `expected another value than ${short(now[name])} at /${name} after ${asked}, got the whole member as before`,
      at: `body#${formatPointer([name])}`,
      expected: `not ${short(now[name])}`,
      actual: now[name],
      level: 'should',
    },
  ]
}

/** A property that the description says is set or emptied, and that a read shows otherwise after the action. */
function unsaidIn({ now: shown }: Looks, { set, emptied }: SetProperties, asked: string): readonly Problem[] {
  const now = flatMember(shown)
  if (now === undefined) return []
  const problem = (name: string, expected: string): Problem => ({
    signature: `not-${expected === 'null' ? 'emptied' : 'set'}`,
    message: `expected ${expected} at ${placeInFlat(name, shown)} after ${asked}, as its description says, got ${short(now[name])}`,
    at: `body#${placeInFlat(name, shown)}`,
    expected,
    actual: now[name],
  })
  const isEmpty = (name: string): boolean => now[name] === undefined || now[name] === null
  return [
    ...set.filter(isEmpty).map((name) => problem(name, 'a value')),
    ...emptied.filter((name) => !isEmpty(name) && !isEmptyValue(now[name])).map((name) => problem(name, 'null')),
  ].slice(0, 1)
}

/** True for an answer with the key of the member, and with most of its properties: another thing may have the same key. */
function showsMember(told: unknown, old: unknown, { resource, own }: Member): boolean {
  if (!isObject(told) || !isObject(old) || !isDeepStrictEqual(ownValuesIn(told, resource), own)) return false
  const names = Object.keys(old)
  return names.filter((name) => name in told).length * 2 > names.length
}

interface Looks {
  readonly old: unknown
  readonly told: unknown
  readonly now: unknown
}

/** The action, and its request in words. */
interface Acted {
  readonly asked: string
  readonly resource: Resource
  readonly description: string | undefined
  /** The action before it. */
  readonly sibling: string | undefined
}

/**
 * The property that the answer shows changed, and a read as before. Only plain values count: others may be shown in another form. A state such as
 * `restarting` may be over at the read. So the problem is a must only where the document names the value, or where the value or the property
 * has the name of the action. Examples after `archive` are `ARCHIVED` and `archivedAt`.
 */
function lostIn({ old, told, now }: Looks, { asked, resource, description, sibling }: Acted): readonly Problem[] {
  if (!isObject(old) || !isObject(told) || !isObject(now)) return []
  const name = Object.keys(told).find(
    (one) =>
      isPlain(told[one]) &&
      (isPlain(old[one]) || old[one] === null) &&
      told[one] !== old[one] &&
      now[one] === old[one] &&
      !isApart(one),
  )
  if (name === undefined) return []
  const isOfAction =
    String(told[name]).toLowerCase().startsWith(resource.name.slice(0, STEM).toLowerCase()) ||
    isStateOf(resource.name, name) ||
    // The flag of the action before it, which its answer shows undone.
    (sibling !== undefined && isStateOf(sibling, name)) ||
    saysTo(told[name], description)
  return [
    {
      signature: 'no-effect',
      message: `expected ${short(told[name])} at /${name} after ${asked}, as its answer shows, got ${short(now[name])} as before`,
      at: `body#${formatPointer([name])}`,
      expected: told[name],
      actual: now[name],
      ...shouldUnless(isOfAction && !/ing$/i.test(String(told[name]))),
    },
  ]
}

/** True for a description such as `Moves an open task to in_progress`. */
function saysTo(value: unknown, description = ''): boolean {
  const isText = typeof value === 'string'
  return isText && ` ${wordsOf(description).join(' ')} `.includes(` to ${wordsOf(value).join(' ')} `)
}

/** The letters of an action that a state begins with, as a count. */
const STEM = 4

/** True for a property that another answer may show in another form. Each write changes a version. */
function isApart(name: string): boolean {
  return isShownOtherwise(name) || isVersionName(name, true)
}
