import type { PageStyle } from '../../resource/model.ts'
import { all, creates, lists, pages } from '../facts.ts'
import { isSuccess } from '../exchange.ts'
import type { Law } from '../law.ts'
import { sameKey, showsKeys } from '../list-membership.ts'
import type { Member } from '../member.ts'
import { NotVerified } from '../not-verified.ts'
import type { Problem } from '../problem.ts'
import type { Walk } from '../walk-list.ts'
import type { World } from '../world.ts'

/** The members that a page shall have, as a count: few, so that there are several pages. */
const SIZE = 2

/** Each way to page through a list gives each member once. */
export const pagesHoldAllMembers: Law = {
  id: 'pages-hold-all-members',
  level: 'must',
  text: 'A walk through the pages of a list, in each style that the document has, shows each member once.',
  source: 'the document: the page parameters of the list',
  needs: all(creates, lists, pages),
  async check(world) {
    const members = await world.several()
    const above = members[0]?.above ?? []
    for (const style of world.resource.list?.pages?.value ?? []) {
      if (style.style === 'whole') continue
      const walk = await walkThrough(style, above, world)
      if (walk !== undefined) world.expect(walk.last, problemsOf(walk, members, world))
      await followLinks(walk, { members, above }, world)
    }
  },
}

/** Links to the next page in a header that the document does not mention lead through the same members. */
async function followLinks(
  walk: Walk | undefined,
  { members, above }: { readonly members: readonly Member[]; readonly above: readonly string[] },
  world: World,
): Promise<void> {
  const [first] = walk?.pages ?? []
  const size = walk?.size
  const sizeName = world.resource.list?.pages?.value.map(nameOfSize).find((name) => name !== undefined)
  const isLinked = /rel="?next/i.test(first?.answer.header('link') ?? '')
  const isKnown = world.resource.list?.pages?.value.some(({ style }) => style === 'link') === true
  if (!isLinked || isKnown || size === undefined || sizeName === undefined) return
  const style = { style: 'link', size: sizeName, next: { header: 'link' } } as const
  const linked = await world.walk(above, { style, size })
  if (isSuccess(linked.last) && linked.complete) world.expect(linked.last, problemsOf(linked, members, world))
}

function nameOfSize(style: PageStyle): string | undefined {
  if (style.style === 'whole') return undefined
  return style.style === 'offset' ? style.limit : style.size
}

/** A walk with small pages, or with larger ones where the list has many members of others. */
async function walkThrough(style: PageStyle, above: readonly string[], world: World): Promise<Walk | undefined> {
  for (const size of [SIZE, 10, 100]) {
    const walk = await world.walk(above, { style, size })
    if (!isSuccess(walk.last)) throw new NotVerified(`a page was answered ${walk.last.status}`)
    if (walk.complete) return walk
    // A walk that shows the same page again and again has no end at any size.
    if (repeats(walk)) return walk
  }
  return undefined
}

function repeats({ pages: seen }: Walk): boolean {
  const [one, other] = seen.slice(-2).map(({ members }) => JSON.stringify(members))
  return one !== undefined && one === other && one !== '[]'
}

function problemsOf(walk: Walk, members: readonly Member[], world: World): readonly Problem[] {
  const at = `body#${world.resource.list?.items?.value ?? ''}`
  const counts = members.map((member) => ({ member, count: sameKey(walk.members, member, world).length }))
  const twice = counts.find(({ count }) => count > 1)
  const missing = counts.find(({ count }) => count === 0)
  const problems: Problem[] = []
  if (twice !== undefined) {
    const name = twice.member.own.join('/')
    problems.push({
      signature: 'on-two-pages',
      message: `expected the member ${name} once in all pages, got it ${twice.count} times`,
      at,
      expected: 1,
      actual: twice.count,
    })
  }
  if (missing !== undefined && walk.complete && showsKeys(walk.members, world)) {
    const name = missing.member.own.join('/')
    problems.push({
      signature: 'on-no-page',
      message: `expected the member ${name} on one of ${walk.pages.length} pages, got it on none`,
      at,
      expected: name,
      actual: 'no such member',
    })
  }
  return problems
}
