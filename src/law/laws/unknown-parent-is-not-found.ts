import { all, creates, hasParent } from '../facts.ts'
import type { Law } from '../law.ts'
import { statusProblems } from '../status-problem.ts'

/** A member cannot be created under a parent that is not there. */
export const unknownParentIsNotFound: Law = {
  id: 'unknown-parent-is-not-found',
  level: 'must',
  text: 'A create under a parent that does not exist is refused with a 4xx status.',
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
  },
}
