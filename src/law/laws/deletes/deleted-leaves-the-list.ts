import { removeNow } from '../../change/remove-now.ts'
import { isDeepStrictEqual } from 'node:util'
import { differencesOf } from '../../../json/difference.ts'
import { isObject, valueAt } from '../../../json/pointer.ts'
import { scalarText } from '../../../source/scalar.ts'
import { namesState } from '../../../resource/shape/state-names.ts'
import { expressionsOf } from '../../list/filter-expressions.ts'
import { filtersOf } from '../../list/filters-of.ts'
import { LATER } from '../../session/later.ts'
import { short } from '../../compare/compare-member.ts'
import type { ApiDocument } from '../../../document/api-document.ts'
import { saysDeletedHidden } from '../../../document/says/says-deleted-hidden.ts'
import type { Resource } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import type { Member } from '../../session/member.ts'
import type { Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'
import { all, creates, deletes, deletesAtOnce, lists, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isAbsent, isSuccess } from '../../session/exchange.ts'
import { holdsExactKey, holdsMember, sameKey } from '../../list/list-membership.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'

/** The document says that a list hides deleted members, or a delete leaves nothing. */
const leavesList: Need = (resource, model, document) =>
  saysHidden(resource, document) ? { holds: true, certainty: 'sure' } : deletesAtOnce(resource, model, document)

function saysHidden({ list, delete: removal }: Resource, document: ApiDocument): boolean {
  const operations = [list, removal].flatMap((one) =>
    one === undefined ? [] : [operationWithId(document, one.operation)],
  )
  return operations.some(({ description, parameters }) =>
    [description, ...parameters.map((one) => one.description)].some(saysDeletedHidden),
  )
}

/** A deleted member is not listed any more. */
export const deletedLeavesTheList: Law = {
  id: 'deleted-leaves-the-list',
  level: 'must',
  text: 'A deleted member is not in the list any more, nor in the list by a filter.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, deletes, leavesList, lists),
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
    const isGuess = world.resource.delete?.leaves?.certainty === 'guess' && !saysHidden(world.resource, world.document)
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
    if (found === 0) await holdFiltered(member, before, world)
  },
}

/** The filters that are tried, as a count. */
const MOST_FILTERS = 2

/** A filter by a value of the deleted member does not bring it back into a list that hides it. */
async function holdFiltered(member: Member, before: unknown, world: World): Promise<void> {
  for (const { query, words } of filtersFor(member, before, world).slice(0, MOST_FILTERS)) {
    const look = () => world.walk(member.above, { query })
    let walk = await look()
    if (!isSuccess(walk.last)) continue
    if (holdsMember(walk.members, member, world)) {
      // An index of values may lag behind.
      await world.wait(LATER)
      walk = await look()
    }
    const isListed = isSuccess(walk.last) && holdsMember(walk.members, member, world)
    world.expect(walk.last, isListed ? [stillListed(member.own.join('/'), ` by ${words}`)] : [])
  }
}

function isApart(at: string): boolean {
  return namesState(at.split('/').at(-1) ?? '')
}

interface FilterOfMember {
  readonly query: Readonly<Record<string, string>>
  readonly words: string
}

/** Filters for which the member was true before its delete. A state is left alone: the delete may change it, and a filter by it may ask for deleted ones. */
function filtersFor(member: Member, before: unknown, world: World): readonly FilterOfMember[] {
  const { parameters, description = '' } = world.operation(world.resource.list?.operation ?? '')
  const named = filtersOf([member], world).flatMap(({ name, values, at, isStated }): FilterOfMember[] => {
    const value = scalarText(values.find((one) => isDeepStrictEqual(one, valueAt(before, at))))
    if (value === undefined || !isStated || isApart(at)) return []
    return [{ query: { [name]: value }, words: `${name}=${value}` }]
  })
  const expressions = parameters
    .flatMap((parameter) => expressionsOf(parameter, description, [before]))
    .flatMap(({ parameter, at, comparison, write, isStated }): FilterOfMember[] => {
      const value = valueAt(before, at)
      const isPlain = typeof value === 'string' && /^[\w.-]+$/.test(value)
      if (!isPlain || comparison !== 'equal' || !isStated || isApart(at)) return []
      return [{ query: { [parameter]: write(value) }, words: `${parameter}=${write(value)}` }]
    })
  return [...named, ...expressions]
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
