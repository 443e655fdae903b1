import { changedMember } from '../../change/changed-member.ts'
import { type ClosedWrite, closedWritesOf } from '../../change/closed-writes.ts'
import { valueShown } from '../../change/value-shown.ts'
import { short } from '../../compare/compare-member.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { holdEach } from '../../session/hold-each.ts'
import type { Member } from '../../session/member.ts'
import { withArticle } from '../../session/noun.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const isClosedAbove: Need = (resource, model, document) =>
  closedWritesOf(resource, model, document).length === 0
    ? lacking('write that is refused in a state of the member above')
    : { holds: true, certainty: 'sure' }

/** A write below a member in a state for which the document refuses it is refused. */
export const closedMembersKeepTheirs: Law = {
  id: 'closed-members-keep-theirs',
  level: 'must',
  text: 'An update or a delete of a member is refused in a state of the member above for which the document refuses it.',
  source: 'the document: a refusal such as "The cart is checked out" of an update of an item',
  needs: all(creates, reads, isClosedAbove),
  isRare: true,
  async check(world) {
    const writes = closedWritesOf(world.resource, world.model, world.document)
    const reason = 'no member above could be brought to the state in which a write is refused'
    await holdEach(writes, (write) => hold(write, world), reason)
  },
}

/** The write after the action that leads to the state. Returns false where no read shows the state. */
async function hold(write: ClosedWrite, world: World): Promise<boolean> {
  if (!world.mayWrite(write.action.name)) return false
  const asked = await world.body({ resource: write.action })
  const { parent } = asked
  if (parent === undefined) return false
  const child = await world.arrived(await world.create(await world.body({ parent })))
  const acted = child === undefined ? undefined : (await world.create(asked)).answer
  if (child === undefined || acted === undefined || !isSuccess(acted) || isLater(acted)) return false
  const isClosed = (await valueShown(parent, write.at, world)) === write.value
  const answer = isClosed ? await send(write, child, world) : undefined
  if (answer === undefined || isLater(answer)) return false
  const what = `${write.update === undefined ? 'a delete' : 'an update'} below ${withArticle(parent.resource.name)} with ${short(write.value)} at ${write.at}, as the document says: "${write.said}"`
  world.expect(answer, acceptedProblems(answer, { what, rule: 'closed' }))
  return true
}

async function send({ update }: ClosedWrite, child: Member, world: World): Promise<Answer | undefined> {
  if (update === undefined) return world.remove(child)
  const sent = changedMember({ member: child, facts: update }, world)
  return sent === undefined ? undefined : world.update(child, sent, { facts: update })
}
