import { isSuccess } from '../../session/exchange.ts'
import { all, creates, namedByClient, reads } from '../../world/facts.ts'
import { changedBy } from '../../session/problem.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { sameKeyBody } from '../../key/same-key-body.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A create that asks for a free key replaces no member. */
export const createOnlyIfNone: Law = {
  id: 'create-only-if-none',
  level: 'must',
  text: 'A create with If-None-Match: * under a key that a member has is refused with a 4xx status, and changes nothing.',
  source: 'RFC 9110, section 13.1.2',
  needs: all(creates, reads, namedByClient),
  async check(world) {
    const { parameters } = world.operation(world.resource.create?.operation ?? '')
    const isTaken = parameters.some(
      ({ name, in: place }) => place === 'header' && name.toLowerCase() === 'if-none-match',
    )
    if (!isTaken) throw new NotVerified('the create does not document the header If-None-Match')
    const first = await world.fresh()
    const before = world.shown(await world.read(first))
    const { answer } = await world.create({ ...(await sameKeyBody(first, world)), headers: { 'If-None-Match': '*' } })
    world.expect(answer, statusProblems(answer, ['4xx'], { what: 'a create with If-None-Match: * of a member' }))
    if (isSuccess(answer) || answer.status >= 500) return
    const after = await world.read(first)
    world.expect(after, changedBy(world.shows(before, after), `a create that was refused with ${answer.status}`))
  },
}
