import { documentedResponse } from '../documented-response.ts'
import { isSuccess } from '../exchange.ts'
import { all, creates, hasParent } from '../facts.ts'
import type { Law } from '../law.ts'
import { asShould } from '../problem.ts'
import { statusProblems } from '../status-problem.ts'
import type { World } from '../world.ts'

/** A member cannot be created under a parent that is not there. */
export const unknownParentIsNotFound: Law = {
  id: 'unknown-parent-is-not-found',
  level: 'must',
  text: 'A create under a parent that does not exist is refused with a 4xx status, and so is a list where the document has a 404.',
  source: 'RFC 9110, section 15.5.5',
  needs: all(creates, hasParent),
  async check(world) {
    const member = await world.fresh()
    const parent = await world.otherParent(member)
    const { above } = await world.above(parent)
    const removed = await world.remove(parent)
    if (removed.status !== 200 && removed.status !== 204) return
    const gone = await world.readOf(parent)
    if (gone === undefined || gone.status < 400) return
    const { answer } = await world.create({ ...(await world.body()), parent, above })
    world.expect(answer, statusProblems(answer, ['4xx'], { what: 'a create under a parent that does not exist' }))
    await holdList(above, world)
  },
}

/** A list under the parent is not found, where the document has a 404 for it. A should: an empty list tells the same. */
async function holdList(above: readonly string[], world: World): Promise<void> {
  const { list } = world.resource
  if (list === undefined || documentedResponse(world.operation(list.operation), 404)?.by !== 'status') return
  const { last } = await world.walk(above)
  if (!isSuccess(last)) return
  const problems = statusProblems(last, ['4xx'], { what: 'a list under a parent that does not exist' })
  world.expect(last, problems.map(asShould))
}
