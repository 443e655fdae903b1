import { isRefusal } from '../exchange.ts'
import { all, creates } from '../facts.ts'
import type { Law } from '../law.ts'
import { statusProblems } from '../status-problem.ts'

/**
 * A body that keeps to the document is accepted. A should: the document may leave out a rule, such as that a referred member must
 * exist.
 */
export const validCreateIsAccepted: Law = {
  id: 'valid-create-is-accepted',
  level: 'should',
  text: 'A create with a body that keeps to the document is accepted.',
  source: 'OpenAPI 3.1, section 4.8.13 (Request Body Object)',
  needs: all(creates),
  async check(world) {
    // Makes the parents, and finds the way in which the target accepts bodies.
    try {
      await world.fresh()
    } finally {
      const refused = world.refused()
      if (refused !== undefined)
        world.expect(refused, statusProblems(refused, ['2xx'], { what: 'a create with a valid body' }))
    }
    for (const variant of [1, 2]) {
      const { answer } = await world.create(await world.body({ variant }))
      if (isRefusal(answer) && answer.status === 429) return
      if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a create with a valid body' }))) return
    }
  },
}
