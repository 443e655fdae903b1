import { removeNow } from '../../change/remove-now.ts'
import { sendTextUpdate } from '../../change/text-update.ts'
import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import { isAction } from '../../../resource/is-action.ts'
import { restoresDeleted } from '../../../resource/shape/restores-deleted.ts'
import { namesState } from '../../../resource/shape/state-names.ts'
import { operationWithId } from '../../body/paths.ts'
import { short } from '../../compare/compare-member.ts'
import { isShownOtherwise } from '../../compare/shown-otherwise.ts'
import { ownValuesIn, unwrapped } from '../../send/address-of.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { type Answer, isAbsent, isLater, isSuccess } from '../../session/exchange.ts'
import { LATER } from '../../session/later.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
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
    if (updated === undefined || !isSuccess(updated) || isLater(updated)) return
    const again = await sendTextUpdate(parent, world)
    if (again === undefined) return
    const ofRestored = `an update of a member that ${answer.asked} has restored`
    // A state of its own may refuse updates; one that does not find what a read shows is wrong.
    const level = shouldUnless(isSure && isAbsent(again))
    world.expect(again, statusProblems(again, ['2xx'], { what: ofRestored, ...level }))
  },
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
  const changed = Object.keys(sent).filter(
    (name) =>
      old[name] !== undefined &&
      !namesState(name) &&
      !isShownOtherwise(name) &&
      !isDeepStrictEqual(old[name], now[name]),
  )
  return changed.map((name) => ({
    signature: 'restored-otherwise',
    message: `expected ${short(old[name])} at /${name} as before the delete, got ${short(now[name])} after ${answer.asked}`,
    at: `body#${resource.wrap?.value.answer ?? ''}${formatPointer([name])}`,
    expected: old[name],
    actual: now[name] ?? 'nothing',
    ...shouldUnless(isStated),
  }))
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
