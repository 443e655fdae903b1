import { hasSentence } from '../../../document/says/describes.ts'
import { withValueAt, valueAt } from '../../../json/pointer.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { changedMember } from '../../change/changed-member.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { all, keyed, makes, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { holdTakenKey } from './hold-taken-key.ts'
import { type OtherKey, otherKey } from '../../key/other-key.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** The path names the member of an update, and not the body. */
export const keysStay: Law = {
  id: 'keys-stay',
  level: 'must',
  text: 'An update whose body has another key than the path makes no other member, and loses or changes none.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, shows, keyed, updates),
  async check(world) {
    let judged = 0
    for (const facts of world.resource.updates) {
      if (takesChanges(facts)) continue
      const member = await world.fresh()
      const other = await otherKey(member, world.shown(await world.read(member)), world)
      if (other !== undefined && (await holdUpdate(member, { other, facts }, world))) judged += 1
    }
    if (judged === 0) throw new NotVerified('no body of an update can have another key')
  },
}

interface Moving {
  readonly other: OtherKey
  readonly facts: UpdateFacts
}

/** Returns false where there is nothing to judge. */
async function holdUpdate(member: Member, { other, facts }: Moving, world: World): Promise<boolean> {
  const changed = changedMember({ member, facts }, world)
  const moving = changed === undefined ? undefined : withValueAt(changed, other.pointer, other.value)
  if (moving === undefined) return false
  const there = { above: member.above, own: other.own }
  if (isSuccess(await world.read(there))) return false
  const drop = world.mayMove(member, other.own)
  const answer = await world.update(member, moving, { facts })
  const [copy, own] = [await world.read(there), await world.read(member)]
  if (!isSuccess(copy)) drop()
  const problem = isLater(answer) ? undefined : problemOf(answer, { copy, own, other, facts }, world)
  const isKept = world.expect(problem === undefined ? own : problem.answer, problem === undefined ? [] : [problem])
  if (!isKept || isLater(answer) || world.resource.key.chosen?.value === 'server') return true
  if (isSuccess(own)) await holdTakenKey({ member, facts, other }, world)
  else if (isSuccess(copy))
    await holdTakenKey({ member: { ...member, own: other.own }, facts, other: { ...other, own: member.own } }, world)
  return true
}

interface After extends Moving {
  /** The read of the other key. */
  readonly copy: Answer
  /** The read of the member's own key. */
  readonly own: Answer
}

type Found = Problem & { readonly answer: Answer }

function problemOf(answer: Answer, { copy, own, other, facts }: After, world: World): Found | undefined {
  const told = toldOf(answer, other)
  const isThere = isSuccess(own)
  const showsOther = String(valueAt(world.shown(own), other.pointer)) === String(other.value)
  if (isThere && isSuccess(copy) && !showsOther)
    return { ...told('copied', 'a member is read under each of the two keys'), answer: copy }
  if (isThere && !isSuccess(copy) && showsOther)
    return { ...told('shown', 'a read shows that key, which finds no member'), answer: own }
  if (isThere || own.status >= 500) return undefined
  if (!isSuccess(copy)) return { ...told('lost', 'neither key finds the member'), answer: own }
  // A PATCH may rename. A PUT is about the member of its path, unless its description says that it renames.
  const isServers = world.resource.key.chosen?.value === 'server'
  const { method, description } = world.operation(facts.operation)
  const isMeant = method !== 'PUT' || hasSentence(description, /\brenam(?:es?|ing)\b/i, /\b(?:not|never|cannot)\b/i)
  if (!isServers && isMeant) return undefined
  const moved = { ...told('moved', 'that key finds the member'), answer: copy }
  return isServers ? moved : { ...moved, level: 'should' }
}

function toldOf({ status, asked }: Answer, { own }: OtherKey): (signature: string, actual: string) => Problem {
  const expected = `expected an update with the key ${own.join('/')} in its body to be refused, or to leave the key`
  return (signature, actual) => ({
    signature,
    message: `${expected}, got ${status} (${asked}), and ${actual}`,
    at: 'status',
    expected: 'the same key',
    actual,
  })
}
