import { valueAt } from '../../../json/pointer.ts'
import { answerWith, faultsOfBoth, keysOf, type PageFault } from '../../walk/compare-walks.ts'
import type { PageStyle } from '../../../resource/model.ts'
import type { Answer } from '../../session/exchange.ts'
import { all, creates, listsAll, pages } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { fittingLink } from '../../list/fitting-link.ts'
import { type LinkedStyle, linkedStyles } from '../../list/linked-style.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { anew, type Base, type StyleLook, lookAtStyle, type Styled } from '../../list/page-looks.ts'
import { asShould, type Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'

/** Each way to page through a list gives each member once, whatever the size of a page. */
export const pagesHoldAllMembers: Law = {
  id: 'pages-hold-all-members',
  level: 'must',
  text: 'A walk through the pages of a list, in each style that the document has, shows each member once.',
  source: 'the document: the page parameters of the list',
  needs: all(creates, listsAll, pages),
  async check(world) {
    const members = await world.several()
    const above = members[0]?.above ?? []
    const styles = (world.resource.list?.pages?.value ?? []).filter(({ style }) => style !== 'whole')
    let base: Base | undefined
    for (const known of styles) {
      const style = known.style === 'link' ? await fittingLink(known, above, world) : known
      const { answer, large } = await holdStyle({ style, base, above, members }, world)
      if (new Set(keysOf(large)).size < 2) throw new NotVerified('the list shows fewer than two members')
      if (large.complete) base ??= { style, large }
      for (const linked of linkedStyles(answer, style, world))
        await holdLinked({ ...linked, base, above, members }, world)
    }
  },
}

/** The looks that must show a fault before it is told, and the most looks, as counts. */
const SHOWN = 3
const MOST_LOOKS = 5

/**
 * Members of others may come and go during a walk, which moves all others on numbered pages. So a fault is told where it shows in several
 * looks without a clean one between them. Each look must have the same members before and after.
 */
async function holdStyle(styled: Styled, world: World, level: LinkedStyle['level'] = 'must'): Promise<StyleLook> {
  const first = await lookAtStyle(styled, world)
  if (first.faults.length === 0) {
    world.expect(first.answer, [])
    return first
  }
  let shown = first.isSteady ? first.faults : []
  for (let look = 1, found = shown.length > 0 ? 1 : 0; look < MOST_LOOKS; look += 1) {
    const next = await lookAtStyle(await anew(styled, world), world)
    if (!next.isSteady) continue
    if (next.faults.length === 0) {
      // A fault of the pages themselves would show again.
      found = 0
      shown = []
      continue
    }
    const both = faultsOfBoth(shown, next.faults)
    found = both.length > 0 ? found + 1 : 1
    shown = both.length > 0 ? both : next.faults
    if (found < SHOWN) continue
    const isShould = level === 'should' || lacksLinks(styled.style, next.answer)
    for (const fault of shown) {
      const answer = answerWith(fault) ?? next.answer
      const problem = toProblem(fault, world.itemsAt(answer))
      world.expect(answer, [isShould ? asShould(problem) : problem])
    }
    return next
  }
  throw new NotVerified('the members of the list change while it is read')
}

/** True for a page without any links, which a server may leave out as a whole: other styles lead through such a list. */
function lacksLinks(style: PageStyle, { json }: Answer): boolean {
  return style.style === 'link' && 'links' in style.next && !Array.isArray(valueAt(json, style.next.links))
}

async function holdLinked({ level, ...styled }: Styled & LinkedStyle, world: World): Promise<void> {
  // The contract says nothing of these links, so a list without them is no gap of the law.
  await unlessNotVerified(() => holdStyle(styled, world, level))
}

function toProblem({ kind, key, walk, count }: PageFault, at: string): Problem {
  const { length } = walk.pages
  const pagesText = `${length === 1 ? 'the only page' : `the ${length} pages`}${walk.size === undefined ? '' : `, ${walk.size} a page`}`
  return kind === 'repeated'
    ? {
        signature: 'on-two-pages',
        message: `expected the member ${key} once on ${pagesText}; got it ${count} times`,
        at,
        expected: 1,
        actual: count,
      }
    : {
        signature: 'on-no-page',
        message: `expected the member ${key} on ${length === 1 ? '' : 'one of '}${pagesText}; got it on none`,
        at,
        expected: key,
        actual: 'no such member',
      }
}
