import { removeNow } from '../../change/remove-now.ts'
import { isDeepStrictEqual } from 'node:util'
import { differencesOf } from '../../../json/difference.ts'
import { isObject } from '../../../json/pointer.ts'
import { short } from '../../compare/compare-member.ts'
import type { Member } from '../../session/member.ts'
import type { Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'
import { all, creates, deletes, deletesAtOnce, lists } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isAbsent, isSuccess } from '../../session/exchange.ts'
import { holdsExactKey, holdsMember, sameKey } from '../../list/list-membership.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'

/** A deleted member is not listed any more. */
export const deletedLeavesTheList: Law = {
  id: 'deleted-leaves-the-list',
  level: 'must',
  text: 'A deleted member is not in the list any more.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, deletes, deletesAtOnce, lists),
  async check(world) {
    const member = await world.fresh()
    const before = await shownBy(member, world)
    const listed = await world.walk(member.above, { until: (seen) => holdsMember(seen, member, world) })
    if (!holdsMember(listed.members, member, world)) return holdListed(member, listed, world)
    await removeNow(member, world)
    const walk = await world.walk(member.above)
    if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
    const [shown] = sameKey(walk.members, member, world)
    const found = shown === undefined ? 0 : 1
    const isGuess = world.resource.delete?.leaves?.certainty === 'guess'
    const after = shown === undefined || !isGuess ? undefined : await shownBy(member, world)
    if (after !== undefined && differencesOf(before, after).length > 0) {
      const problems = unmarked({ before, after, listed: shown })
      if (problems.length === 0)
        throw new NotVerified('a deleted member is shown with a change: it is marked, and stays')
      world.expect(walk.last, problems)
      return
    }
    const name = member.own.join('/')
    world.expect(walk.last, found === 0 ? [] : [stillListed(name)])
  },
}

/** The listed members that are read at each end, as a count: the list may begin or end with the latest. */
const MOST_READ = 2

/**
 * A list that lacks a member may leave it out for a value. One that shows a member which no read finds is out of date.
 * @throws NotVerified where the listed members are there.
 */
async function holdListed({ above }: Member, { members }: Walk, world: World): Promise<void> {
  const listed = members.flatMap((shown) => [world.keysOf(shown) ?? []]).filter((own) => own.length > 0)
  const ends = [...new Set([...listed.slice(0, MOST_READ), ...listed.slice(-MOST_READ)])]
  for (const own of world.resource.read === undefined ? [] : ends) {
    const answer = await world.read({ above, own })
    if (!isAbsent(answer)) continue
    // Another client may have deleted it since.
    const again = await world.walk(above)
    const isListed = holdsExactKey(again.members, own, world)
    if (isListed) world.expect(again.last, [stillListed(own.join('/'), `, whose read was answered ${answer.status}`)])
    if (isListed) return
  }
  throw new NotVerified('the list does not show the member before its delete')
}

/** A list that shows a deleted member without each mark that a read shows. It is a should where the list has no such property. */
function unmarked(shown: {
  readonly before: unknown
  readonly after: unknown
  readonly listed: unknown
}): readonly Problem[] {
  const { before, after, listed } = shown
  if (!isObject(before) || !isObject(after) || !isObject(listed)) return []
  const marks = Object.keys(after).filter((name) => !isDeepStrictEqual(after[name], before[name]))
  const [mark] = marks.toSorted(
    (one, other) => Number(Object.hasOwn(listed, other)) - Number(Object.hasOwn(listed, one)),
  )
  if (mark === undefined || marks.some((name) => isDeepStrictEqual(listed[name], after[name]))) return []
  const problem = {
    signature: 'listed-unmarked',
    message: `expected ${short(after[mark])} at /${mark} of a deleted member in the list, as a read shows it, or no such member, got ${short(listed[mark])}`,
    at: 'body#',
    expected: after[mark],
    actual: listed[mark],
  }
  return [Object.hasOwn(listed, mark) ? problem : asShould(problem)]
}

function stillListed(name: string, why = ''): Problem {
  return {
    signature: 'still-listed',
    message: `expected no deleted member ${name} in the list, got it${why}`,
    at: 'body#',
    expected: 'no such member',
    actual: name,
  }
}

/** The member as a read shows it; undefined where none does. */
async function shownBy(member: Member, world: World): Promise<unknown> {
  const answer = await world.readOf(member)
  return answer === undefined || !isSuccess(answer) ? undefined : world.shown(answer)
}
