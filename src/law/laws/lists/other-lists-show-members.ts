import { isObject, valueAt } from '../../../json/pointer.ts'
import { type OtherList, otherLists } from '../../../resource/infer/other-lists.ts'
import { parametersAbove } from '../../body/above.ts'
import { valuesAtPlace } from '../../list/filter-place.ts'
import { areHiddenByValue } from '../../list/hidden-by-value.ts'
import { holdsMember, sameKey } from '../../list/list-membership.ts'
import { isAbsent, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { otherMembers } from '../../session/noun.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { all, creates, lacking, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasOthers: Need = (resource, { resources }, document) =>
  otherLists(resource, document, resources).some(isWhole)
    ? { holds: true, certainty: 'sure' }
    : lacking('other list of the members')

/** Lists at other paths show the same members. A should where their descriptions do not say that they show all of them. */
export const otherListsShowMembers: Law = {
  id: 'other-lists-show-members',
  level: 'must',
  text: 'Another list of the members, such as GET /projects beside GET /orgs/{org}/projects, shows those that belong there, as they were sent, and no deleted one.',
  source: 'the document: another list whose items have the schema of a member',
  isRare: true,
  needs: all(creates, hasOthers),
  async check(world) {
    const { resource, document, model } = world
    const members = await world.several()
    const lists = otherLists(resource, document, model.resources).filter(isWhole).slice(0, MOST)
    let judged = 0
    for (const other of lists) {
      for (const [above, within] of groupsBy(other, members, world).slice(0, MOST)) {
        const walk = await walkOf(other, above, world)
        if (walk === undefined) continue
        judged += 1
        world.expect(walk.last, atLevel(problemsOf({ other, walk, within, members }, world), other))
      }
    }
    const gone = judged === 0 ? [] : await goneMember(world)
    for (const other of lists)
      for (const [above] of groupsBy(other, gone, world)) await holdGone({ other, above, gone }, world)
    if (judged === 0) throw new NotVerified('no other list was answered with all its pages')
  },
}

/** The other lists, and the parents in their paths, as counts. */
const MOST = 2

/** Words for a part of the members. */
const PART =
  /\b(?:public|private|starred|archived?|(?:in)?active|recent(?:ly)?|latest|new|own|owned|my|mine|favou?rites?|popular|featured|trending|deleted|pending|assigned|shared|visible|access(?:ible)?|published|drafts?|open|closed|trash(?:ed)?|upcoming|expired|default|enabled|disabled|only|member of|can see|may see)\b/i

/** False for a list that shows a part of the members, as its description says. */
function isWhole({ operation: { description = '' }, list }: OtherList): boolean {
  return list.items !== undefined && list.part === undefined && !PART.test(description)
}

/** True for a description such as `All projects` or `The projects of an organization`. */
function isStated({ operation: { description = '' }, above }: OtherList): boolean {
  return (
    /\ball\b|\bevery\b/i.test(description) ||
    (above.length > 0 && /\b(?:of|in|for) (?:the|this|that|an?)\b/i.test(description))
  )
}

function atLevel(problems: readonly Problem[], other: OtherList): readonly Problem[] {
  return isStated(other) ? problems : problems.map(asShould)
}

/** The values in the path of the list, each with the members that belong there. */
function groupsBy(
  { above }: OtherList,
  members: readonly Member[],
  world: World,
): readonly (readonly [readonly string[], readonly Member[]])[] {
  const names = parametersAbove(world.resource, world.document)
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    const values = above.map((one) =>
      'parameter' in one ? member.above[names.indexOf(one.parameter)] : valuesAtPlace(member.sent, one.property)?.[0],
    )
    if (values.includes(undefined)) continue
    const key = JSON.stringify(values.map(String))
    groups.set(key, [...(groups.get(key) ?? []), member])
  }
  return [...groups].map(([key, within]) => [JSON.parse(key) as readonly string[], within])
}

/** The whole list; undefined where a page is refused, or where there are too many. */
async function walkOf({ list }: OtherList, above: readonly string[], world: World): Promise<Walk | undefined> {
  const walk = await unlessNotVerified(() => world.walk(above, { list }))
  return walk?.complete === true && walk.pages.every(({ answer }) => isSuccess(answer)) ? walk : undefined
}

interface Looked {
  readonly other: OtherList
  readonly walk: Walk
  /** The members that belong into the list, and all of the run. */
  readonly within: readonly Member[]
  readonly members: readonly Member[]
}

function problemsOf({ other: { list }, walk, within, members }: Looked, world: World): readonly Problem[] {
  const at = placeIn(list)
  const shownOf = (member: Member): readonly unknown[] => sameKey(walk.members, member, world)
  const shown = within.filter((one) => shownOf(one).length > 0)
  const missing = within.filter((one) => !shown.includes(one))
  const [lost] = missing
  // A list that shows no keys tells nothing, and a member that is made later may be listed later.
  const isTold = walk.members.length === 0 || walk.members.some((one) => world.keysOf(one) !== undefined)
  if (!isTold || members.some(({ created }) => created?.status === 202)) return []
  const name = lost?.own.join('/') ?? ''
  const notThere = {
    signature: 'not-in-list',
    message: `expected the created member ${name} in ${walk.last.asked}, got ${otherMembers(walk.members.length)}`,
    at,
    expected: name,
    actual: 'no such member',
    ...(areHiddenByValue(missing, shown) ? { level: 'should' as const } : {}),
  }
  const other = members.find((one) => !within.includes(one) && shownOf(one).length > 0)
  const elsewhere = {
    signature: 'listed-elsewhere',
    message: `expected no member ${other?.own.join('/') ?? ''} in ${walk.last.asked}, to which it does not belong, got it`,
    at,
    expected: 'no such member',
    actual: other?.own.join('/') ?? '',
  }
  return [
    ...(lost === undefined ? [] : [notThere]),
    ...(other === undefined ? [] : [elsewhere]),
    ...shown.flatMap((member) => valuesOf(member, shownOf(member)[0], world)),
  ]
}

function placeIn({ items }: OtherList['list']): string {
  return `body#${items?.value ?? ''}`
}

/** The values of a listed member, where the list shows them. */
function valuesOf({ sent }: Member, shown: unknown, world: World): readonly Problem[] {
  if (!isObject(shown) || !isObject(sent)) return []
  const same = Object.entries(sent).filter(([name]) => valueAt(shown, `/${name}`) !== undefined)
  return world.compare(Object.fromEntries(same), shown)
}

/** A member that was deleted, and that a read does not find any more; none where it is still there. */
async function goneMember(world: World): Promise<readonly Member[]> {
  if (world.resource.delete === undefined || world.resource.read === undefined) return []
  const found = await unlessNotVerified(async () => {
    const member = await world.fresh()
    const removed = await world.remove(member)
    const read = await world.read(member)
    if (!isSuccess(removed) || !isAbsent(read)) throw new NotVerified('it is not gone')
    return [member]
  })
  return found ?? []
}

async function holdGone(
  {
    other,
    above,
    gone,
  }: { readonly other: OtherList; readonly above: readonly string[]; readonly gone: readonly Member[] },
  world: World,
): Promise<void> {
  const walk = await walkOf(other, above, world)
  const shown = gone.filter((member) => walk !== undefined && holdsMember(walk.members, member, world))
  if (walk === undefined) return
  const problems = shown.map(({ own }) => ({
    signature: 'still-listed',
    message: `expected no deleted member ${own.join('/')} in ${walk.last.asked}, got it`,
    at: placeIn(other.list),
    expected: 'no such member',
    actual: own.join('/'),
  }))
  world.expect(walk.last, atLevel(problems, other))
}
