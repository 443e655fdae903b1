import { guardedCursors } from '../../list/said-of-pages.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { all, creates, lists, missing, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

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
    for (const { cursor } of guardedCursors(world.resource, world.document)) {
      const answer = await world.send({ operation, path: above, query: { [cursor]: world.word() } })
      const what = `a list by the ${cursor} of no page`
      world.expect(answer, statusProblems(answer, ['4xx'], { what }))
    }
  },
}
