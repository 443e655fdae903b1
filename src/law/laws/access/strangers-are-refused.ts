import type { Asked } from '../../send/ask.ts'
import { all, showsOrActs } from '../../world/facts.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Law } from '../../world/law.ts'
import { holdsMember } from '../../list/list-membership.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { mustBeShared } from '../../change/own-singleton.ts'
import { changedBy } from '../../session/problem.ts'
import { isAction } from '../../../resource/is-action.ts'
import { holdFilters, holdSearches } from '../../refusal/lists-for-strangers.ts'
import { expectRefusals } from '../../refusal/refused-senders.ts'
import { securedRequests } from '../../refusal/secured-requests.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { pathOf } from '../../session/member.ts'
import { whyNotWritten } from '../../session/why-not-written.ts'
import type { World } from '../../world/world.ts'

/** True for a write that makes a member where the caller has none, and for the delete of such a member. */
function createsToo({ operation }: Asked, { resource }: World): boolean {
  const creating = resource.updates.filter(({ unknown }) => unknown?.value === 'creates').map((one) => one.operation)
  const isDelete = operation.id === resource.delete?.operation
  return creating.includes(operation.id) || (isDelete && creating.length > 0)
}

/** A stranger neither sees nor changes a member. */
export const strangersAreRefused: Law = {
  id: 'strangers-are-refused',
  level: 'must',
  text: 'A caller without a role is answered 401, 403 or 404 at a member of another, and its list lacks the member, by a filter too.',
  source: 'the configuration: principals.stranger has no role here',
  needs: all(showsOrActs),
  onlyReads: true,
  async check(world) {
    if (!world.isKnown('stranger')) throw new NotVerified('no principals.stranger is configured')
    if (isAction(world.resource)) return holdAction(world)
    const member = whyNotWritten(world.resource, world) === undefined ? await world.fresh() : await world.some()
    await mustBeShared(member, 'stranger', world)
    const before = await world.readOf(member)
    let isListed = false
    for (const { asked } of securedRequests(member, world)) {
      const mayCreate = createsToo(asked, world)
      // A precondition that no member of the stranger meets: where each caller has members of its own, the write makes none.
      const headers = mayCreate ? { 'If-Match': before?.header('etag') ?? '*' } : undefined
      const answer = await world.send({ ...asked, as: 'stranger', ...(headers === undefined ? {} : { headers }) })
      // A delete that finds nothing may be answered like one that did: whether the member stays decides.
      if (asked.operation.method === 'DELETE' && answer.status === 204) continue
      if (asked.operation.id !== world.resource.list?.operation) {
        // The key may be taken for all callers, or be free for this one: whether the member stays decides.
        const allowed = mayCreate ? (['2xx', '4xx'] as const) : [401, 403, 404]
        world.expect(answer, statusProblems(answer, allowed, { what: `${asked.operation.method} by a stranger` }))
        continue
      }
      // A list may be that of the stranger: it must not show the member.
      isListed ||= isSuccess(answer) && holdsMember(world.itemsOf(answer), member, world)
      const name = member.own.join('/')
      world.expect(
        answer,
        isListed
          ? [
              {
                signature: 'listed-to-stranger',
                message: `expected no member ${name} in the list of a stranger, got it`,
                at: 'body#',
                expected: 'no such member',
                actual: name,
              },
            ]
          : [],
      )
    }
    if (member.claim !== undefined) {
      await holdFilters(member, world)
      await holdSearches(member, world)
    }
    if (before === undefined || !isSuccess(before) || member.claim === undefined) return
    const after = await world.readOf(member)
    if (after === undefined) return
    const write = 'a write of a stranger'
    const gone = statusProblems(after, ['2xx'], { what: 'a read after the writes of a stranger' })
    if (!world.expect(after, changedBy(gone, write))) return
    world.expect(after, changedBy(world.shows(world.shown(before), after), write))
  },
}

/** An action at a member that a stranger does not see is refused, or finds no such member. */
async function holdAction(world: World): Promise<void> {
  if (world.resource.create?.asks === true) throw new NotVerified('the request only asks')
  const { parent } = await world.body()
  const id = parent?.resource.read?.operation
  if (parent === undefined || id === undefined) throw new NotVerified('the action is not sent at a member that is read')
  const seen = await world.send({ operation: world.operation(id), path: pathOf(parent), as: 'stranger' })
  if (isSuccess(seen)) throw new NotVerified('a stranger sees the member that the action is sent at')
  await expectRefusals({ as: 'stranger', statuses: [401, 403, 404], what: 'by a stranger' }, world)
}
