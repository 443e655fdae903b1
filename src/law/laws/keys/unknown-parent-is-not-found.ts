import { isOnlyRead } from '../../../resource/is-only-read.ts'
import { restoresDeleted } from '../../../resource/shape/restores-deleted.ts'
import { standsBelow } from '../../body/above.ts'
import { documentedResponse } from '../../send/documented-response.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, createsUnlessOnlyRead, hasParent } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { asShould } from '../../session/problem.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** A member cannot be created under a parent that is not there. */
export const unknownParentIsNotFound: Law = {
  id: 'unknown-parent-is-not-found',
  level: 'must',
  text: 'A create under a parent that does not exist is refused with a 4xx status. So is a list, or a read of what stands once, where the document has a 404.',
  source: 'RFC 9110, section 15.5.5',
  needs: all(createsUnlessOnlyRead, hasParent),
  async check(world) {
    const { create } = world.resource
    if (create !== undefined && restoresDeleted(world.operation(create.operation)))
      throw new NotVerified('the action may bring back a deleted parent')
    const member = isOnlyRead(world.resource) ? await world.some() : await madeOrListed(world)
    const parent = await world.otherParent(member)
    const { above } = await world.above(parent)
    const removed = await world.remove(parent)
    if (removed.status !== 200 && removed.status !== 204) return
    const gone = await world.readOf(parent)
    if (gone === undefined || gone.status < 400) return
    if (isOnlyRead(world.resource)) {
      if (!documentsNotFound(world.resource.read, world)) throw new NotVerified('the document has no 404 for the read')
      holdAnswer(await world.read({ above, own: [] }), 'a read below a parent that does not exist', world)
      return
    }
    if (create?.asks === true) throw new NotVerified('a search below a parent that does not exist may find nothing')
    if (member !== undefined) {
      const { answer } = await world.create({ ...(await world.body()), parent, above })
      world.expect(answer, statusProblems(answer, ['4xx'], { what: 'a create under a parent that does not exist' }))
    }
    await holdList(above, world)
  },
}

/** A fresh member. Undefined where none can be made, and the list can be held all the same. */
function madeOrListed(world: World): Promise<Member | undefined> {
  return isListHeld(world) ? unlessNotVerified(() => world.fresh()) : world.fresh()
}

/** A list under the parent is not found, where the document has a 404 for it. */
async function holdList(above: readonly string[], world: World): Promise<void> {
  if (!isListHeld(world) || !standsBelow(world.resource.list?.operation, { above }, world)) return
  const { last } = await world.walk(above)
  holdAnswer(last, 'a list under a parent that does not exist', world)
}

function isListHeld(world: World): boolean {
  return documentsNotFound(world.resource.list, world)
}

function documentsNotFound(part: { readonly operation: string } | undefined, world: World): boolean {
  return part !== undefined && documentedResponse(world.operation(part.operation), 404)?.by === 'status'
}

/** The answer is not found. A should: an empty answer tells the same. */
function holdAnswer(answer: Answer, what: string, world: World): void {
  world.expect(answer, isSuccess(answer) ? statusProblems(answer, ['4xx'], { what }).map(asShould) : [])
}
