import { removeNow } from '../../change/remove-now.ts'
import { sendTextUpdate } from '../../change/text-update.ts'
import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import { isAction } from '../../../resource/is-action.ts'
import { restoresDeleted } from '../../../resource/shape/restores-deleted.ts'
import { namesState } from '../../../resource/shape/state-names.ts'
import { actAt, sendableActions } from '../../change/act-at.ts'
import { operationWithId } from '../../body/paths.ts'
import { short } from '../../compare/compare-member.ts'
import { isShownOtherwise } from '../../compare/shown-otherwise.ts'
import { ownValuesIn, unwrapped } from '../../send/address-of.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { type Answer, isAbsent, isLater, isSuccess } from '../../session/exchange.ts'
import { LATER } from '../../session/later.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { all, creates, hasParent, type Need } from '../../world/facts.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const restores: Need = (resource, _, document) =>
  isAction(resource) && restoresDeleted(operationWithId(document, resource.create?.operation ?? ''))
    ? { holds: true, certainty: 'sure' }
    : { holds: false, reason: 'the law is about actions that restore a deleted member' }

/** A restored member is there again. */
export const restoredIsRead: Law = {
  id: 'restored-is-read',
  level: 'must',
  text: 'A deleted member is read again after an action such as restore that succeeds, with the values that it had.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(restores, creates, hasParent),
  isRare: true,
  async check(world) {
    const asked = await world.body()
    const { parent } = asked
    if (parent?.resource.delete === undefined)
      throw new NotVerified('the contract does not say how the member is deleted')
    const updated = await sendTextUpdate(parent, world)
    const before = await world.readOf(parent)
    await removeNow(parent, world)
    const gone = await world.readOf(parent)
    if (!tellsDeleted(gone, before)) throw new NotVerified('no read tells that the member is deleted')
    const { answer } = await world.create(asked)
    if (!isSuccess(answer) || isLater(answer))
      throw new NotVerified(`the action was answered ${answer.status} after a delete`)
    const read = await readAgain(parent, world)
    const isSure = showsKey(answer, parent) || /\bdeleted\b/i.test(descriptionOf(world))
    const what = `a read of a member that ${answer.asked} has restored`
    if (!world.expect(read, statusProblems(read, ['2xx'], { what, ...shouldUnless(isSure) }))) return
    if (before !== undefined && isSuccess(before)) world.expect(read, lostIn({ before, read, parent, answer }, world))
    await unlessNotVerified(() => holdState(world))
    if (updated === undefined || !isSuccess(updated) || isLater(updated)) return
    const again = await sendTextUpdate(parent, world)
    if (again === undefined) return
    const ofRestored = `an update of a member that ${answer.asked} has restored`
    // A state of its own may refuse updates; one that does not find what a read shows is wrong.
    const level = shouldUnless(isSure && isAbsent(again))
    world.expect(again, statusProblems(again, ['2xx'], { what: ofRestored, ...level }))
  },
}

/** Words that a restored member has the state that it had. */
const IN_ITS_STATE =
  /\bin (?:the|its) (?:state|status) (?:that |which )?(?:it|they) had\b|\b(?:previous|former|earlier|prior|last|old) (?:state|status)\b|\b(?:state|status) (?:of|from) before\b|\b(?:state|status) (?:it was in )?before\b/i

/** Another member in another state than a fresh one: after its delete and the action, it has that state again where the document says so. */
async function holdState(world: World): Promise<void> {
  if (!IN_ITS_STATE.test(descriptionOf(world))) return
  const asked = await world.body()
  const { parent } = asked
  if (parent === undefined) return
  const shownOf = async (): Promise<unknown> => {
    const read = await world.readOf(parent)
    return read === undefined || !isSuccess(read) ? undefined : unwrapped(read.json, parent.resource)
  }
  const fresh = await shownOf()
  const siblings = sendableActions(parent.resource, world.resource, world)
  for (const action of siblings.slice(0, MOST_SIBLINGS)) {
    const acted = await actAt(action, parent, world)
    if (acted === undefined) continue
    const before = await shownOf()
    const [name] = statesApart(fresh, before)
    if (name === undefined || !isObject(before)) continue
    await removeNow(parent, world)
    const { answer } = await world.create(asked)
    const read = await world.readOf(parent)
    if (!isSuccess(answer) || isLater(answer) || read === undefined || !isSuccess(read)) return
    const now = unwrapped(read.json, parent.resource)
    const is = isObject(now) ? now[name] : undefined
    const after = `${acted.asked}, a delete and ${answer.asked}`
    world.expect(read, is === before[name] ? [] : [otherState(name, { was: before[name], is, after })])
    return
  }
}

/** The other actions that are tried, as a count. */
const MOST_SIBLINGS = 3

/** The states at the top of a member that two reads show otherwise. */
function statesApart(one: unknown, other: unknown): readonly string[] {
  if (!isObject(one) || !isObject(other)) return []
  return Object.keys(one).filter(
    (name) => namesState(name) && typeof other[name] === 'string' && one[name] !== other[name],
  )
}

function otherState(
  name: string,
  { was, is, after }: { readonly was: unknown; readonly is: unknown; readonly after: string },
): Problem {
  return {
    signature: 'restored-in-other-state',
    message: `expected ${short(was)} at /${name} as before the delete after ${after}, got ${short(is)}`,
    at: `body#${formatPointer([name])}`,
    expected: was,
    actual: is ?? 'nothing',
  }
}

/** True for a read of no member any more, and for one that shows another state of the member, such as archived. */
function tellsDeleted(gone: Answer | undefined, before: Answer | undefined): boolean {
  if (gone === undefined) return false
  if (isAbsent(gone)) return true
  if (before === undefined || !isSuccess(gone) || !isSuccess(before)) return false
  return !isDeepStrictEqual(gone.json, before.json)
}

interface Restored {
  /** The reads before the delete and after the action. */
  readonly before: Answer
  readonly read: Answer
  readonly parent: Member
  /** The answer to the action. */
  readonly answer: Answer
}

/** The values that were sent, and that a read shows no more. A state may be another one than before the delete. */
function lostIn({ before, read, parent, answer }: Restored, world: World): readonly Problem[] {
  const { resource, sent } = parent
  const [old, now] = [before, read].map(({ json }) => unwrapped(json, resource))
  if (!isObject(sent) || !isObject(old) || !isObject(now)) return []
  const isStated = AS_BEFORE.test(descriptionOf(world))
  const marks = Object.keys(now).filter((name) => MARK.test(name) && isNone(old[name]) && !isNone(now[name]))
  const changed = Object.keys(sent).filter(
    (name) =>
      old[name] !== undefined &&
      !namesState(name) &&
      !isShownOtherwise(name) &&
      !isDeepStrictEqual(old[name], now[name]),
  )
  return [...marks, ...changed].map((name) => ({
    signature: 'restored-otherwise',
    message: `expected ${short(old[name])} at /${name} as before the delete, got ${short(now[name])} after ${answer.asked}`,
    at: `body#${resource.wrap?.value.answer ?? ''}${formatPointer([name])}`,
    expected: old[name],
    actual: now[name] ?? 'nothing',
    ...shouldUnless(isStated),
  }))
}

/** The name of a time or of a caller that a delete sets, such as `deleteTime`, `deleted_at` and `deletedBy`. */
const MARK = /^(?:delet|remov|trash|archiv)(?:e|ed|ion)?_?(?:time|at|on|by|date|timestamp)$/i

function isNone(value: unknown): boolean {
  return value === undefined || value === null
}

/** Words that a restored member is that of before, such as "Restores an archived flag as it was". */
const AS_BEFORE =
  /\b(?:(?:just|exactly) )?as (?:it|they) (?:was|were)\b|\bas before\b|\bwith (?:all )?(?:its|their|the) (?:values|settings|data|content|properties)\b|\bunchanged\b/i

/** The first read that shows the member, or the one after a while. */
async function readAgain(parent: Member, world: World): Promise<Answer> {
  const read = async (): Promise<Answer> => {
    const answer = await world.readOf(parent)
    if (answer === undefined) throw new NotVerified('the contract does not say how the member is read')
    return answer
  }
  const first = await read()
  if (isSuccess(first)) return first
  await world.wait(LATER)
  return read()
}

/** True for an answer that shows the member by its key: it says that the member is there. */
function showsKey({ json }: Answer, { resource, own }: Member): boolean {
  return isDeepStrictEqual(ownValuesIn(unwrapped(json, resource), resource), own)
}

function descriptionOf({ resource, operation }: World): string {
  return operation(resource.create?.operation ?? '').description ?? ''
}
