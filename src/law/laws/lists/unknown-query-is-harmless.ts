import { all, isQueried } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { queriedOperation } from '../../list/queried-operation.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A query parameter that the document does not have is ignored or refused. */
export const unknownQueryIsHarmless: Law = {
  id: 'unknown-query-is-harmless',
  level: 'should',
  text: 'A list, or what stands once, that is read with a query parameter that the document does not have is answered as without, or refused with a 4xx status.',
  source: 'RFC 9110, section 9.2.1',
  needs: all(isQueried),
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    const { operation, what } = queriedOperation(world)
    const { above } = await world.above()
    const answer = await world.send({ operation, path: above, query: { [world.word()]: '1' } })
    world.expect(answer, statusProblems(answer, ['2xx', '4xx'], { what: `${what} with an unknown query parameter` }))
  },
}
