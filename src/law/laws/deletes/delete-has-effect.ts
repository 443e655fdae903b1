import { differencesOf } from '../../../json/difference.ts'
import { isObject } from '../../../json/pointer.ts'
import { hasTrait } from '../../list/hidden-by-value.ts'
import { type Answer, isAbsent, isLater, isSuccess } from '../../session/exchange.ts'
import { all, creates, deletes, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'

/** A delete that succeeds removes the member, or marks it. */
export const deleteHasEffect: Law = {
  id: 'delete-has-effect',
  level: 'must',
  text: 'A delete that succeeds is seen: the member is gone, or is shown with a change.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, shows, deletes),
  async check(world) {
    const [known, ...others] = world.spend()
    const member = known ?? (await world.fresh())
    const removed = await holdDelete(member, await world.read(member), world)
    if (!isSuccess(removed)) throw new NotVerified(`the delete was answered ${removed.status}`)
    for (const other of apartFrom(member, others))
      if (other.created !== undefined) await holdDelete(other, other.created, world)
  },
}

/**
 * Deletes a member, and expects that a read shows an effect. Returns the answer to the delete.
 * @param first an answer that shows the member before
 */
async function holdDelete(member: Member, first: Answer, world: World): Promise<Answer> {
  const before = world.shown(first)
  const removed = await world.remove(member)
  if (!isSuccess(removed)) return removed
  const mayTakeLonger =
    removed.isDone !== true && (isLater(removed) || world.resource.delete?.leaves?.value === 'later')
  const after = await readUntilChanged(member, { before, waits: mayTakeLonger ? WAITS : [] }, world)
  const isUnchanged = isSuccess(after) && isSame(before, after, world)
  if (isUnchanged) world.keepsDeleted()
  if (isAbsent(after)) world.noteDeleted(member)
  world.expect(after, isUnchanged ? [unchanged(member, mayTakeLonger)] : [])
  return removed
}

/** The most members that are deleted for a flag or a listed value of their own, as a count. */
const MOST = 2

/** The members with a flag or a listed value that no member before them has: a server may keep the members of one value. */
function apartFrom(member: Member, others: readonly Member[]): readonly Member[] {
  const met = new Set(traitsOf(member))
  const apart = others.filter((other) => {
    const own = traitsOf(other).filter((trait) => !met.has(trait))
    for (const trait of own) met.add(trait)
    return own.length > 0
  })
  return apart.slice(0, MOST)
}

function traitsOf({ sent }: Member): readonly string[] {
  return Object.entries(isObject(sent) ? sent : {}).flatMap(([name, value]) =>
    hasTrait({ [name]: value }) ? [JSON.stringify([name, value])] : [],
  )
}

/** The times between two looks at a member whose delete is carried out later, in milliseconds. */
const WAITS = [250, 750, 2_000, 3_000]

interface Looking {
  /** The member as it was shown before its delete. */
  readonly before: unknown
  readonly waits: readonly number[]
}

/** The last of several reads: the first that finds no member or another one, or the one after all waits. */
async function readUntilChanged(member: Member, { before, waits }: Looking, world: World): Promise<Answer> {
  let answer = await world.read(member)
  for (const wait of waits) {
    if (!isSuccess(answer) || !isSame(before, answer, world)) break
    await world.wait(wait)
    answer = await world.read(member)
  }
  return answer
}

function isSame(before: unknown, answer: Answer, world: World): boolean {
  return differencesOf(before, world.shown(answer)).length === 0
}

/** A delete that is carried out later may take longer than the looks. */
function unchanged({ own }: Member, mayTakeLonger: boolean): Problem {
  const seconds = WAITS.reduce((sum, wait) => sum + wait, 0) / 1_000
  return {
    signature: 'unchanged',
    message: `expected the deleted member ${own.join('/')} to be gone or changed${mayTakeLonger ? ` after ${seconds} s` : ''}, got it as before`,
    at: 'status',
    expected: [404, 410],
    actual: 200,
    ...(mayTakeLonger ? { level: 'should' as const } : {}),
  }
}
