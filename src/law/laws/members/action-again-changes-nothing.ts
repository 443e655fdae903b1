import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import type { ApiDocument, ApiOperation } from '../../../document/api-document.ts'
import { isAction } from '../../../resource/is-action.ts'
import type { Resource } from '../../../resource/model.ts'
import { namesChange } from '../../../resource/shape/time-names.ts'
import { wordsOf } from '../../../words/words.ts'
import { takesNothing } from '../../body/takes-nothing.ts'
import { flatMember, holdsValues } from '../../change/flat-member.ts'
import { nextInstant } from '../../change/member-times.ts'
import { statesOf } from '../../../words/states-of.ts'
import { allowedStates, refusalsOf, refusesIn, refusesUnless, repeatsNothing } from '../../change/state-words.ts'
import { short } from '../../compare/compare-member.ts'
import { instantOf } from '../../compare/instant.ts'
import { LEAST_SECONDS } from '../../session/traces.ts'
import { isVersionName } from '../../compare/version-name.ts'
import { hasTrait } from '../../list/hidden-by-value.ts'
import { unwrapped } from '../../send/address-of.ts'
import { type Answer, isSuccess, isLater } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, creates, hasParent, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { operationWithId } from '../../body/paths.ts'

const isRefused: Need = (resource, _, document) => {
  const operation = isAction(resource) ? operationWithId(document, resource.create?.operation ?? '') : undefined
  return operation !== undefined &&
    (refusalsOf(operation).length > 0 || saysNothingAgain(resource, operation, document))
    ? { holds: true, certainty: 'sure' }
    : { holds: false, reason: 'the law is about actions that the state of a member refuses' }
}

/** Another body may be another action. */
function saysNothingAgain({ name }: Resource, operation: ApiOperation, document: ApiDocument): boolean {
  return isBare(operation, document) && repeatsNothing(statesOf(name), operation.description)
}

/** True for an action without a body, or with one that has no properties. */
function isBare(operation: ApiOperation, document: ApiDocument): boolean {
  return operation.body === undefined || takesNothing(operation, document)
}

/** An action that its own effect refuses is done once. */
export const actionAgainChangesNothing: Law = {
  id: 'action-again-changes-nothing',
  level: 'must',
  text: 'An action that is sent again at once is refused with a 4xx status, or changes nothing, where the document says so, or has a refusal for the state to which it leads.',
  source: 'the document: a description of a refusal such as "The event is already published"',
  needs: all(isRefused, creates, hasParent),
  isRare: true,
  async check(world) {
    const { parent } = await world.body()
    if (parent === undefined) throw new NotVerified('the action is not sent at a member')
    const old = await shownOf(parent, world)
    const { created } = await world.fresh({ parent })
    if (created === undefined || isLater(created)) throw new NotVerified('the action is carried out later')
    const now = await shownOf(parent, world)
    const refusal = refusalOf({ parent, old, now }, world)
    // A time that is set anew within the same instant shows no second action.
    const times = Object.keys(now).flatMap((name) => (isTime(now[name]) ? formatPointer([name]) : []))
    if (times.length > 0) await world.wait(nextInstant(now, times))
    const { answer } = await world.create(await world.body({ parent }))
    if (!isSuccess(answer) || isLater(answer)) return void world.expect(answer, [])
    world.expect(answer, await problemsOf({ parent, answer, now, refusal }, world))
  },
}

function isTime(value: unknown): boolean {
  const instant = instantOf(value)
  return instant !== undefined && (typeof value === 'string' || instant > LEAST_SECONDS)
}

type Shown = Readonly<Record<string, unknown>>

async function shownOf(parent: Member, world: World): Promise<Shown> {
  const answer = await world.readOf(parent)
  const whole = answer !== undefined && isSuccess(answer) ? unwrapped(answer.json, parent.resource) : undefined
  const shown = flatMember(whole)
  if (shown === undefined) throw new NotVerified('no read shows the member that the action is sent at')
  // What an object such as `attributes` holds is compared by itself.
  const held = Object.entries(shown).filter(([name, value]) => !(holdsValues(name) && isObject(value)))
  return Object.fromEntries(held)
}

/** The refusal of a second action in the document. `said`: words refuse the state after the first action; `presumed`: the action has a 409. */
interface Refusal {
  readonly kind: 'said' | 'presumed'
  /** The flags and listed values that the first action has changed. */
  readonly states: readonly string[]
}

/** The member that an action was sent at, before and after. */
interface Acted {
  readonly parent: Member
  readonly old: Shown
  readonly now: Shown
}

/** @throws NotVerified where the document does not refuse a second action. */
function refusalOf({ parent, old, now }: Acted, world: World): Refusal {
  const { create, name: action } = world.resource
  const operation = world.operation(create?.operation ?? '')
  const changed = differing(old, now).filter((name) => !isMoving(name, now[name]))
  const states = changed.filter((name) => hasTrait({ [name]: now[name] }))
  const [before, after] = [old, now].map((shown) =>
    states.flatMap((name) => (typeof shown[name] === 'string' ? [shown[name]] : [])),
  )
  const isSaid = refusalsOf(operation).some(
    (sentence) =>
      // Another body may be about another thing, such as a guest who is not registered yet.
      refusesIn([...(isBare(operation, world.document) ? statesOf(action) : []), ...(after ?? [])], sentence) ||
      before?.some((state) => refusesUnless(state, sentence)) === true,
  )
  if (changed.length > 0 && saysNothingAgain(world.resource, operation, world.document)) return { kind: 'said', states }
  // `Moves an open task to in_progress`, of a task that was open.
  const among = [...(before ?? []), ...(after ?? [])]
  const { allowed = [], isSure = false } = allowedStates(operation, { noun: parent.resource.name, states: among }) ?? {}
  const isRefusedAfter = isSure && after?.some((state) => allowed.includes(state)) === false
  if (changed.length > 0 && (isSaid || isRefusedAfter)) return { kind: 'said', states }
  const isConflict = Object.hasOwn(operation.responses, '409') && isBare(operation, world.document)
  if (states.length > 0 && isConflict && !wordsOf(action).some((word) => REPEATS.has(word)))
    return { kind: 'presumed', states }
  throw new NotVerified('the document does not say that the action is refused in the state to which it leads')
}

/** Actions that are meant to be sent again. */
const REPEATS: ReadonlySet<string> = new Set(['toggle', 'switch', 'next', 'advance', 'cycle', 'retry', 'rerun', 'sync'])

interface Again {
  readonly parent: Member
  /** The answer to the second action. */
  readonly answer: Answer
  /** The member after the first action. */
  readonly now: Shown
  readonly refusal: Refusal
}

/** The first property that the second action has changed. A change of a time or a version alone is a should. */
async function problemsOf({ parent, answer, now, refusal }: Again, world: World): Promise<readonly Problem[]> {
  const later = await shownOf(parent, world)
  const moved = differing(now, later)
  if (moved.length === 0) return []
  // A property that differs between two reads, such as a number of reads, is not changed by the action.
  const unsteady = new Set(differing(later, await shownOf(parent, world)))
  if (refusal.kind === 'presumed' && refusal.states.some((name) => moved.includes(name)))
    throw new NotVerified('the second action leads to another state')
  const steady = moved.filter((name) => !unsteady.has(name))
  const name = steady.find((one) => !isMoving(one, later[one])) ?? steady[0]
  if (name === undefined) return []
  const isSure = refusal.kind === 'said' && !isMoving(name, later[name])
  return [
    {
      signature: 'done-twice',
      message: `expected a refusal of ${answer.asked}, which was sent again, or no change, got ${answer.status}, and ${short(later[name])} at /${name} after ${short(now[name])}`,
      at: `body#${formatPointer([name])}`,
      expected: '4xx',
      actual: answer.status,
      ...shouldUnless(isSure),
    },
  ]
}

function differing(one: Shown, other: Shown): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => !isDeepStrictEqual(one[name], other[name]),
  )
}

/** True for a property that each write changes: a version, or the time of the last change. */
function isMoving(name: string, value: unknown): boolean {
  return isVersionName(name, typeof value === 'number') || namesChange(name)
}
