import { type BackWay, backWays, sizedQuery, stepBack } from '../../list/back-ways.ts'
import type { PageStyle } from '../../../resource/model.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { all, creates, lacking, listsAll, type Need, pages } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const leadsBack: Need = (resource, _, document) =>
  backWays(resource, document).length === 0
    ? lacking('link or parameter for the page before')
    : { holds: true, certainty: 'sure' }

/** The page before is that from which the walk came. */
export const pagesLeadBack: Law = {
  id: 'pages-lead-back',
  level: 'must',
  text: 'The link to the previous page of a list, or a parameter such as ending_before, leads to the page before.',
  source:
    'RFC 8288, section 3.3 (prev), and the document: a property such as previous, or a parameter such as ending_before',
  needs: all(creates, listsAll, pages, leadsBack),
  isRare: true,
  async check(world) {
    const [first] = await world.several()
    const above = first?.above ?? []
    const styles = (world.resource.list?.pages?.value ?? []).filter(({ style }) => style !== 'whole')
    let open = backWays(world.resource, world.document)
    let judged = 0
    for (const style of styles) {
      if (open.length === 0) break
      await unlessNotVerified(async () => {
        const held = await holdStyle({ style, above, ways: open }, world)
        judged += held.length
        open = open.filter((way) => !held.includes(way))
      })
    }
    if (judged === 0) throw new NotVerified('no page of the list leads to the one before')
  },
}

interface Styled {
  readonly style: PageStyle
  readonly above: readonly string[]
  readonly ways: readonly BackWay[]
}

/** Follows each way that the third page of two members has: the first page of the list is none before it. Returns the ways that were there. */
async function holdStyle(styled: Styled, world: World): Promise<readonly BackWay[]> {
  const { ways } = styled
  const held: BackWay[] = []
  for (const way of ways) {
    const found = await lookBack(way, styled, world)
    if (found === undefined) continue
    held.push(way)
    // Another client may write between two pages: what is wrong shows again.
    const again = found.problems.length === 0 ? undefined : await lookBack(way, styled, world)
    world.expect(found.answer, again === undefined || again.problems.length === 0 ? [] : found.problems)
  }
  return held
}

/** The members of a page, and the pages of a walk, as counts. */
const SIZE = 2
const PAGES = 3

interface Look {
  readonly answer: Answer
  readonly problems: readonly Problem[]
}

async function lookBack(way: BackWay, { style, above }: Styled, world: World): Promise<Look | undefined> {
  const walk = await world.walk(above, { style, size: SIZE, most: PAGES })
  const last = walk.pages.at(-1)
  const before = walk.pages.at(-2)
  // A server may give another number of members than were asked for.
  const isWhole = isSuccess(walk.last) && before?.members.length === walk.size
  if (last === undefined || before === undefined || !isWhole || last.members.length === 0) return undefined
  const step = stepBack(way, last.answer, last.members)
  if (step === undefined) return undefined
  const { list } = world.resource
  const query = step.link === undefined ? { ...sizedQuery(style, walk.size), ...step.query } : {}
  const operation = world.operation(list?.operation ?? '')
  const answer = await world.send({
    operation,
    path: above,
    query,
    ...(step.link === undefined ? {} : { link: step.link }),
  })
  const [expected, shown] = [before.members, world.itemsOf(answer)].map((members) => keysIn(members, world))
  if (expected === undefined || new Set(expected).size < SIZE) return undefined
  return { answer, problems: problemsOf({ answer, expected, shown: shown ?? [], way, walk }, world) }
}

function keysIn(members: Walk['members'], world: World): readonly string[] {
  return members.map((member) => (world.keysOf(member) ?? []).join('/'))
}

interface Back {
  readonly answer: Answer
  readonly expected: readonly string[]
  readonly shown: readonly string[]
  readonly way: BackWay
  readonly walk: Walk
}

/** A link that loses the size, and shows the page among more members, is a should. So is another order of the page. */
function problemsOf({ answer, expected, shown, way, walk }: Back, world: World): readonly Problem[] {
  if (!isSuccess(answer) || shown.join() !== expected.join()) {
    const hasAll = expected.every((key) => shown.includes(key))
    const isStated = way.by !== 'parameter' || way.isStated
    return [
      {
        signature: `back-by-${way.by}`,
        message: `expected the members ${expected.join(', ')} on the page before page ${walk.pages.length} with ${walk.size ?? 'some'} a page, got ${isSuccess(answer) ? shown.join(', ') || 'none' : answer.status} (${answer.asked})`,
        at: isSuccess(answer) ? world.itemsAt(answer) : 'status',
        expected,
        actual: isSuccess(answer) ? shown : answer.status,
        ...shouldUnless(isStated && !hasAll),
      },
    ]
  }
  return []
}
