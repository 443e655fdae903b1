import { BETWEEN_LOOKS, LOOKS } from '../../session/later.ts'
import { otherMembers } from '../../session/noun.ts'
import { formatPointer, isObject, valueAt } from '../../../json/pointer.ts'
import { all, creates, listsAll } from '../../world/facts.ts'
import {
  areHiddenByValue,
  LEFT_OUT,
  listsState,
  mayLeaveOutAll,
  OLDEST_REMOVED,
  removesOldest,
} from '../../list/hidden-by-value.ts'
import type { Law } from '../../world/law.ts'
import { holdsMember, sameKey } from '../../list/list-membership.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'
import type { Member } from '../../session/member.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'
import { isWord } from '../../body/words.ts'

/** The list holds each created member once, as it was sent. Members of others are left alone. */
export const listHoldsCreated: Law = {
  id: 'list-holds-created',
  level: 'must',
  text: 'The list holds each created member once, with the values that were sent.',
  source: 'RFC 9110, section 9.3.1',
  needs: all(creates, listsAll),
  async check(world) {
    const made = await world.several()
    const members = made.slice(0, 2)
    const above = members[0]?.above ?? []
    let walk = await world.walk(above)
    if (!world.expect(walk.last, statusProblems(walk.last, ['2xx'], { what: 'a list' }))) return
    const wrongIn = (shown: Walk): boolean => members.some((member) => problemsOf(member, shown, world).length > 0)
    // A member of others that comes or goes between two pages moves those of the run: what is wrong must show again.
    for (let again = 0; again < AGAIN && walk.pages.length > 1 && wrongIn(walk); again += 1)
      walk = await world.walk(above)
    // A member that is made later may be listed later.
    if (members.some(({ created }) => created?.status === 202) || listsState(world))
      walk = await laterWalk(walk, wrongIn, world)
    const missesOne = members.some((one) => !holdsMember(walk.members, one, world))
    if (missesOne && removesOldest(world)) throw new NotVerified(OLDEST_REMOVED)
    if (mayLeaveOutAll(walk.members, made, world)) throw new NotVerified(LEFT_OUT)
    for (const member of members) {
      const problems = problemsOf(member, walk, world)
      world.expect(walk.last, isHidden(member, made, { walk, world }) ? problems.map(asShould) : problems)
    }
    world.expect(walk.last, copiesOf(members, made, { walk, world }))
  },
}

/** True for a member that the list may leave out by a value, as it does with each other member that has the value. */
function isHidden(member: Member, made: readonly Member[], { walk, world }: Listed): boolean {
  const isShown = (one: Member): boolean => holdsMember(walk.members, one, world)
  if (isShown(member)) return false
  const [shown, missing] = [made.filter(isShown), made.filter((one) => !isShown(one))]
  return areHiddenByValue(missing, shown)
}

interface Listed {
  readonly walk: Walk
  readonly world: World
}

/** Members that the create has made beside the one that it has answered: they show a word that only one create has sent. */
function copiesOf(members: readonly Member[], made: readonly Member[], { walk, world }: Listed): readonly Problem[] {
  return members.flatMap((member) => {
    const others = made.filter((one) => one !== member)
    const [name, mark] =
      wordsIn(member, world).find(([at, word]) => !others.some((one) => sentAt(one, at) === word)) ?? []
    if (name === undefined) return []
    const shown = walk.members.filter((one) => isObject(one) && one[name] === mark)
    const copy = shown.map((one) => world.keysOf(one)).find((own) => own !== undefined && !isSameKey(own, member))
    if (copy === undefined) return []
    // The clean-up removes it: nobody but the run has sent its word.
    world.mayMove(member, copy)
    return [
      {
        signature: 'made-twice',
        message: `expected one member from one create, got ${copy.join('/')} beside ${member.own.join('/')}`,
        at: world.itemsAt(walk.last),
        expected: 1,
        actual: shown.length,
      },
    ]
  })
}

/** The words of the run that a member was created with, by property. The key of a member of another resource may be a word too. */
function wordsIn({ sent }: Member, { resource }: World): readonly (readonly [string, unknown])[] {
  return Object.entries(isObject(sent) ? sent : {}).filter(
    ([name, value]) => isWord(value) && resource.refers[formatPointer([name])] === undefined,
  )
}

function sentAt({ sent }: Member, name: string): unknown {
  return isObject(sent) ? sent[name] : undefined
}

function isSameKey(own: readonly string[], member: Member): boolean {
  return own.join('/').toLowerCase() === member.own.join('/').toLowerCase()
}

/** The first walk without the members that are wrong, or the last after some seconds. */
async function laterWalk(first: Walk, isWrong: (walk: Walk) => boolean, world: World): Promise<Walk> {
  const { above } = await world.above()
  let walk = first
  for (let look = 0; look < LOOKS && isWrong(walk); look += 1) {
    await world.wait(BETWEEN_LOOKS)
    walk = await world.walk(above)
  }
  return walk
}

/** The most walks through several pages after one in which a member is wrong, as a count. */
const AGAIN = 2

function problemsOf(
  member: Member,
  { members, complete, last }: Pick<Walk, 'members' | 'complete' | 'last'>,
  world: World,
): readonly Problem[] {
  const at = world.itemsAt(last)
  const found = sameKey(members, member, world)
  const keyless = members.length > 0 && members.every((one) => world.keysOf(one) === undefined)
  if (found.length === 0 && keyless) throw new NotVerified('the list does not show the keys of its members')
  if (found.length === 0 && !complete) throw new NotVerified('the list has too many pages, and none shows the member')
  const name = member.own.join('/')
  if (found.length === 0)
    return [
      {
        signature: 'not-in-list',
        message: `expected the created member ${name} in the list, got ${otherMembers(members.length)}`,
        at,
        expected: name,
        actual: 'no such member',
      },
    ]
  if (found.length > 1)
    return [
      {
        signature: 'twice-in-list',
        message: `expected the member ${name} once in the list, got ${found.length} times`,
        at,
        expected: 1,
        actual: found.length,
      },
    ]
  // A list of plain values shows nothing but keys.
  if (!isObject(found[0])) return []
  const lacks = world.resource.list?.lacks ?? []
  const sent = Object.fromEntries(
    Object.entries(member.sent ?? {}).filter(
      ([key]) => !lacks.includes(`/${key}`) && valueAt(found[0], `/${key}`) !== undefined,
    ),
  )
  return world.compare(sent, found[0])
}
