import type { UpdateFacts } from '../../../resource/model.ts'
import { standsWithParent } from '../../../resource/stands-with-parent.ts'
import { changedMember } from '../../change/changed-member.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { shouldUnless } from '../../session/problem.ts'
import { all, lacking, makes, type Need, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { keysListed } from '../../world/standing-member.ts'
import type { World } from '../../world/world.ts'

const hasListedKeys: Need = (resource, model, document) =>
  standsWithParent(resource, model) && keysListed(resource, { document }) !== undefined
    ? { holds: true, certainty: 'sure' }
    : lacking('list of the keys of members that are there with their parent')

/** The schema of the path parameter lists the keys. */
export const unknownKeyIsNotWritten: Law = {
  id: 'unknown-key-is-not-written',
  level: 'must',
  text: 'An update under a key that the document does not list makes no member, and is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(hasListedKeys, makes, reads, updates),
  isRare: true,
  async check(world) {
    const member = await world.fresh()
    let judged = 0
    for (const facts of world.resource.updates) {
      const changed = changedMember({ member, facts }, world)
      if (changed === undefined) continue
      judged += 1
      await hold({ ...member, own: [world.word()] }, { facts, changed }, world)
    }
    if (judged === 0) throw new NotVerified('no update can be made')
  },
}

interface Update {
  readonly facts: UpdateFacts
  readonly changed: Readonly<Record<string, unknown>>
}

/** A server may take such an update as one of nothing: it is a should as long as no read finds the member. */
async function hold(unknown: Member, { facts, changed }: Update, world: World): Promise<void> {
  const answer = await world.update(unknown, changed, { facts })
  const after = isSuccess(answer) ? await world.read(unknown) : undefined
  const isMade = after !== undefined && isSuccess(after)
  const what = `an update under the key ${JSON.stringify(unknown.own.join('/'))}`
  world.expect(answer, statusProblems(answer, ['4xx'], { what, ...shouldUnless(isMade) }))
}
