import { saysOthersSame, saysOtherQueryRefused } from '../../../document/says/says-foreign-cursor.ts'
import { valueAt } from '../../../json/pointer.ts'
import { expressionsOf } from '../../list/filter-expressions.ts'
import type { Member } from '../../session/member.ts'
import { shouldUnless } from '../../session/problem.ts'
import { filtersOf, wholeOf } from '../../list/filters-of.ts'
import { type Cursor, guardedCursors } from '../../list/said-of-pages.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { all, creates, lists, missing, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isSuccess } from '../../session/exchange.ts'
import { nextIn } from '../../walk/page-steps.ts'
import type { World } from '../../world/world.ts'

const isGuarded: Need = (resource, _, document) =>
  guardedCursors(resource, document).length === 0
    ? missing('that a list refuses cursors which it did not give')
    : { holds: true, certainty: 'sure' }

/** A list is not walked from a cursor that nobody gave. */
export const foreignCursorsAreRefused: Law = {
  id: 'foreign-cursors-are-refused',
  level: 'must',
  text: 'A page that is asked for by a cursor which the server did not give is refused, where the document says so.',
  source: 'the document: a description of the cursor, the list or the API such as "any other is answered 400"',
  needs: all(creates, lists, isGuarded),
  isRare: true,
  async check(world) {
    const { above } = await world.some()
    const operation = world.operation(world.resource.list?.operation ?? '')
    for (const style of guardedCursors(world.resource, world.document)) {
      const { cursor } = style
      const answer = await world.send({ operation, path: above, query: { [cursor]: world.word() } })
      const what = `a list by the ${cursor} of no page`
      world.expect(answer, statusProblems(answer, ['4xx'], { what }))
      const own = operation.parameters.find(({ name }) => name === cursor)?.description
      const isRefused =
        [operation.description, world.document.description].some(saysOtherQueryRefused) ||
        saysOthersSame(own) === 'refused'
      if (isRefused || saysOthersSame(own) === 'demanded') await holdOtherQuery(style, { above, isRefused }, world)
    }
  },
}

interface OtherQuery {
  readonly above: readonly string[]
  /** True where the document says that the cursor is refused with another query. */
  readonly isRefused: boolean
}

/** A cursor that the server gave for a list without a filter is sent with one. */
async function holdOtherQuery(style: Cursor, { above, isRefused }: OtherQuery, world: World): Promise<void> {
  const members = await world.several()
  const filter = filterOf(members, world)
  const [page] = (await world.walk(above, { style, size: 1, most: 1 })).pages
  if (page === undefined || filter === undefined || !isSuccess(page.answer)) return
  const next = nextIn(page.answer, style.next, page.members)
  if (next === undefined) return
  const sized = style.size === undefined ? {} : { [style.size]: '1' }
  const query = { ...sized, [style.cursor]: next, [filter.name]: filter.value }
  const answer = await world.send({
    operation: world.operation(world.resource.list?.operation ?? ''),
    path: above,
    query,
  })
  const what = `a list by ${filter.name} and the ${style.cursor} of a list without it`
  world.expect(answer, statusProblems(answer, ['4xx'], { what, ...shouldUnless(isRefused) }))
}

interface FilterInQuery {
  readonly name: string
  readonly value: string
}

/** A filter by its name, or an expression that the document shows. */
function filterOf(members: readonly Member[], world: World): FilterInQuery | undefined {
  const named = filtersOf(members, world).find(({ isStated }) => isStated)
  if (named !== undefined) return { name: named.name, value: String(named.values[0]) }
  const { parameters, description = '' } = world.operation(world.resource.list?.operation ?? '')
  const [whole] = members.map((member) => wholeOf(member, true, world))
  const expressions = parameters.flatMap((parameter) => expressionsOf(parameter, description, [whole]))
  const found = expressions.find(({ comparison, isStated }) => comparison === 'equal' && isStated)
  return found === undefined ? undefined : { name: found.parameter, value: found.write(valueAt(whole, found.at)) }
}
