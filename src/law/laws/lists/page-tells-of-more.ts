import { valueAt } from '../../../json/pointer.ts'
import type { PageStyle } from '../../../resource/model.ts'
import { short } from '../../compare/compare-member.ts'
import { type Mark, marksOf } from '../../list/page-marks.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll, pages } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'

/** A page that states whether another follows, or how many there are, is right. */
export const pageTellsOfMore: Law = {
  id: 'page-tells-of-more',
  level: 'must',
  text: 'A page that states whether another page follows, or how many pages there are, states what a walk through the pages shows.',
  source:
    'the document: a property beside the members such as has_more, hasNext, last, totalPages, next_page or remainingItemCount',
  needs: all(creates, listsAll, pages),
  async check(world) {
    const marks = marksOf(world)
    if (marks.length === 0) throw new NotVerified('no property of a page states whether another page follows')
    const [first] = await world.several()
    const look = async (): Promise<Look> => lookAt(first?.above ?? [], marks, world)
    const found = await look()
    // Another client may write between two pages: what is wrong shows again.
    const again = found.wrong.length === 0 ? [] : (await look()).wrong.map(({ problem }) => problem.signature)
    const wrong = found.wrong.filter(({ problem }) => again.includes(problem.signature))
    if (wrong.length === 0) world.expect(found.answer, [])
    for (const { answer, problem } of wrong) world.expect(answer, [problem])
  },
}

interface Look {
  readonly answer: Answer
  readonly wrong: readonly Wrong[]
}

/** The statement of pages of one style. */
interface Stated {
  readonly answer: Answer
  readonly wrong: readonly Wrong[]
  /** The marks that some page states with a value. */
  readonly seen: ReadonlySet<Mark>
}

interface Wrong {
  /** The page that states it. */
  readonly answer: Answer
  readonly mark: Mark
  readonly problem: Problem
}

/** Looks at pages of each style, until each mark is seen with a value: some stand beside one style alone. */
async function lookAt(above: readonly string[], marks: readonly Mark[], world: World): Promise<Look> {
  const styles = (world.resource.list?.pages?.value ?? []).filter(({ style }) => style !== 'whole')
  const looks: Stated[] = []
  for (const style of styles) {
    const open = marks.filter((mark) => !looks.some(({ seen }) => seen.has(mark)))
    const look = (): Promise<Stated> => lookBy(style, { above, marks: open }, world)
    // Another style may need what the document does not say: it is then not looked at.
    if (looks.length === 0) looks.push(await look())
    else if (open.length > 0) await unlessNotVerified(async () => void looks.push(await look()))
  }
  const [first] = looks
  if (first === undefined) throw new NotVerified('the list has no pages')
  // A link that is null before the last page of one style may stand on those of another one.
  const isElsewhere = (mark: Mark, own: Stated): boolean =>
    mark.kind === 'next' && !own.seen.has(mark) && looks.some(({ seen }) => seen.has(mark))
  const wrong = looks.flatMap((look) => look.wrong.filter(({ mark }) => !isElsewhere(mark, look)))
  const isFirst = ({ problem }: Wrong, index: number): boolean =>
    wrong.findIndex((one) => one.problem.signature === problem.signature) === index
  return { answer: first.answer, wrong: wrong.filter(isFirst) }
}

interface Marked {
  readonly above: readonly string[]
  readonly marks: readonly Mark[]
}

/** Looks at a last page that is full, and at pages before the last. */
async function lookBy(style: PageStyle, { above, marks }: Marked, world: World): Promise<Stated> {
  const whole = await world.walk(above, { style })
  const count = whole.members.length
  if (!whole.complete || !isSuccess(whole.last) || count < 2)
    throw new NotVerified('the list shows fewer than two members, or too many')
  const wrong: Wrong[] = []
  const seen = new Set<Mark>()
  // The last size leaves a page of one member, so the number of pages is rounded up.
  for (const size of new Set([count, Math.ceil(count / 2), count - 1])) {
    const walk = await world.walk(above, { style, size, most: 2 })
    if (isSuccess(walk.last)) wrong.push(...wrongIn(walk, { count, marks, seen }))
  }
  return { answer: whole.last, wrong, seen }
}

interface Beside {
  /** The count of all members. */
  readonly count: number
  readonly marks: readonly Mark[]
  readonly seen: Set<Mark>
}

/** The statements of pages, beside the count of all members. A property that is missing is told by the schema. */
function wrongIn({ pages: walked, size }: Walk, { count, marks, seen }: Beside): readonly Wrong[] {
  let shown = 0
  const wrong: Wrong[] = []
  for (const { answer, members } of walked) {
    shown += members.length
    // A server may give fewer members than were asked for.
    const isSized = members.length === size || shown === count
    if (members.length === 0 || size === undefined || !isSized) break
    const hasMore = shown < count
    const rightly = { more: hasMore, last: !hasMore, count: Math.ceil(count / size), remaining: count - shown }
    for (const mark of marks) {
      const { at, kind } = mark
      const stated = valueAt(answer.json, at)
      if (isStated(stated)) seen.add(mark)
      const isRight = kind === 'next' ? !hasMore || isStated(stated) || stated === undefined : stated === rightly[kind]
      if (isRight || (kind !== 'next' && !isStated(stated))) continue
      const expected = kind === 'next' ? 'a link' : rightly[kind]
      const problem = {
        signature: `wrong-${kind}`,
        message: `expected ${expected} at ${at} on a page up to member ${shown} of ${count}, with ${size} a page, got ${short(stated)}`,
        at: `body#${at}`,
        expected,
        actual: stated,
        ...shouldUnless(isSure(mark, marks)),
      }
      wrong.push({ answer, mark, problem })
    }
  }
  return wrong
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** Several such names beside each other have their usual meaning. A count of what is left may be an estimate, and a link may be left out. */
function isSure({ kind, isNamed }: Mark, marks: readonly Mark[]): boolean {
  if (kind === 'remaining' || kind === 'next') return false
  return isNamed || marks.filter((one) => one.kind !== 'next').length > 1
}
