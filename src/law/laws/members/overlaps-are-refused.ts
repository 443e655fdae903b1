import { saysTimeFreed, saysTouchingAllowed } from '../../../document/says/says-overlap.ts'
import { findOperation } from '../../../document/find-operation.ts'
import { isObject } from '../../../json/pointer.ts'
import type { Resource } from '../../../resource/model.ts'
import { parentOf } from '../../body/paths.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { actionsOf } from '../../change/state-writes.ts'
import {
  type Range,
  type RangeNames,
  rangeIn,
  rangeNamesOf,
  refusesOverlap,
  valuesFor,
} from '../../change/time-range.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { type Answer, isLater, isRefusal, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import type { Created } from '../../world/create-request.ts'
import { all, creates, isPartial, lacking, type Need } from '../../world/facts.ts'
import { keysNamedBy, withKeysOfOthers } from '../../world/keys-of-others.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const refusesOverlaps: Need = (resource, _, document) => {
  const create = findOperation(document, resource.create?.operation)
  const isTold = create !== undefined && refusesOverlap(create)
  return isTold && rangeNamesOf(resource, document) !== undefined
    ? { holds: true, certainty: 'sure' }
    : lacking('create with two times that is refused where it overlaps another member')
}

/** A member whose time overlaps that of another one is refused. */
export const overlapsAreRefused: Law = {
  id: 'overlaps-are-refused',
  level: 'must',
  text: 'A create or an update whose time overlaps that of another member is refused, and one whose time is free is not, where the document says so.',
  source: 'the document: a refusal such as "The room has another booking at that time"',
  isRare: true,
  needs: all(creates, refusesOverlaps),
  async check(world) {
    const names = rangeNamesOf(world.resource, world.document)
    if (names === undefined) return
    const held = await firstOf(names, world)
    let isTaken = false
    for (const [how, range] of overlapsOf(held.range))
      isTaken = (await holdRefused(held, { how, range }, world)) || isTaken
    // A member that was accepted there holds the time too.
    if (isTaken) return
    const create = world.operation(world.resource.create?.operation ?? '')
    if (isApart(held) && saysTouchingAllowed(create.description)) await holdTouching(held, world)
    await unlessNotVerified(() => holdUpdate(held, world))
    await unlessNotVerified(() => holdFreed(held, world))
  },
}

/** A member that holds a time, and the parts that other creates share with it. */
interface Held {
  readonly names: RangeNames
  readonly range: Range
  readonly member: Member
  /** The members that it names, which no other member of the run names. */
  readonly refersTo: readonly Member[]
}

/** A member beside which no other one has a time: it names members of its own, or has a parent of its own. */
async function firstOf(names: RangeNames, world: World): Promise<Held> {
  const parent = parentOf(world.resource, world.model) === undefined ? undefined : await world.otherParent()
  const asked = await world.body({ namesOwn: true, ...(parent === undefined ? {} : { parent }) })
  const member = await world.arrived(await world.create(asked))
  const range = rangeIn(member?.sent, names)
  if (member === undefined || range === undefined) throw new NotVerified('no member with two times could be made')
  return { names, range, member, refersTo: asked.refersTo ?? [] }
}

/** True where no other member of the run can hold a time beside the first. */
function isApart({ member, refersTo }: Held): boolean {
  return member.parent !== undefined || refersTo.length > 0
}

/** Ranges that overlap one, each with its name. */
function overlapsOf({ from, to }: Range): readonly (readonly [string, Range])[] {
  const quarter = Math.floor((to - from) / 4)
  return [
    ['the same time', { from, to }],
    ['a time within it', { from: from + quarter, to: to - quarter }],
    ['a time around it', { from: from - quarter, to: to + quarter }],
    ['a time that ends within it', { from: from - quarter, to: to - quarter }],
    ['a time that begins within it', { from: from + quarter, to: to + quarter }],
  ]
}

/** A create beside the first member: it names the same members of others, and has values of its own. */
async function createAt({ names, member, refersTo }: Held, range: Range, world: World): Promise<Created> {
  const { resource } = world
  const asked = await world.body(member.parent === undefined ? {} : { parent: member.parent })
  const body = memberIn(asked.body, resource)
  const named = withKeysOfOthers(body, { keys: keysNamedBy(member.sent, resource), isValid: () => true })
  if (!isObject(named)) throw new NotVerified('the body of a create is no object')
  const sent = withMember(asked.body, { ...named, ...valuesFor(range, names) }, resource)
  return world.create({ ...asked, body: sent, refersTo })
}

/** Returns true where the create is accepted, or may be later. */
async function holdRefused(
  held: Held,
  { how, range }: { readonly how: string; readonly range: Range },
  world: World,
): Promise<boolean> {
  const { answer } = await createAt(held, range, world)
  if (isLater(answer)) return true
  const what = `a create with ${how} as another ${world.resource.name} has`
  world.expect(answer, isSuccess(answer) ? acceptedProblems(answer, { what, rule: 'overlap', level: undefined }) : [])
  return isSuccess(answer)
}

async function holdTouching(held: Held, world: World): Promise<void> {
  const { from, to } = held.range
  const { answer } = await createAt(held, { from: to, to: to + (to - from) }, world)
  world.expect(answer, refusedProblems(answer, 'a create whose time begins when that of another one ends', world))
}

/** A refusal of a free time. A request may be refused for another reason, which the same statuses tell. */
function refusedProblems(answer: Answer, what: string, { resource }: World): readonly Problem[] {
  if (!isRefusal(answer) || answer.status !== 409) return []
  return [
    {
      signature: 'free-time-refused',
      message: `expected a success of ${what}, got ${answer.status} (${answer.asked}) at ${resource.name}`,
      at: 'status',
      expected: '2xx',
      actual: answer.status,
    },
  ]
}

/** Moves another member, which has a time far from the first one, onto that of the first. */
async function holdUpdate(held: Held, world: World): Promise<void> {
  const { names, range } = held
  const facts = world.resource.updates.find((one) => isPartial(one) && refusesOverlap(world.operation(one.operation)))
  if (facts === undefined) return
  const far = 8 * (range.to - range.from)
  const created = await createAt(held, { from: range.from + far, to: range.to + far }, world)
  const other = await world.arrived(created)
  if (other === undefined) return
  const answer = await world.update(other, valuesFor(range, names), { facts })
  if (isLater(answer)) return
  const what = `an update to the time that another ${world.resource.name} has`
  world.expect(answer, isSuccess(answer) ? acceptedProblems(answer, { what, rule: 'overlap', level: undefined }) : [])
}

/** The time of a member is free after an action of which the document says so. */
async function holdFreed(held: Held, world: World): Promise<void> {
  const action = freeingOf(world.resource, world)
  if (action === undefined || !world.mayWrite(action.name)) return
  const { answer } = await world.create(await world.body({ resource: action, parent: held.member }))
  if (!isSuccess(answer) || isLater(answer)) return
  const again = await createAt(held, held.range, world)
  world.expect(
    again.answer,
    refusedProblems(again.answer, `a create with the time that ${answer.asked} has freed`, world),
  )
}

function freeingOf(resource: Resource, { model, document }: World): Resource | undefined {
  return actionsOf(resource, model).find(({ create }) =>
    saysTimeFreed(findOperation(document, create?.operation)?.description),
  )
}
