import { isDeepStrictEqual } from 'node:util'
import { saysDeletedShown } from '../../../document/says/says-deleted-shown.ts'
import { operationWithId } from '../../body/paths.ts'
import { removeNow } from '../../change/remove-now.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, deletes, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

const saysShown: Need = ({ read, delete: removal }, _, document) => {
  const [ofRead, ofDelete] = [read, removal].map((one) =>
    one === undefined ? undefined : operationWithId(document, one.operation).description,
  )
  return saysDeletedShown(ofRead, ofDelete)
    ? { holds: true, certainty: 'sure' }
    : lacking('sentence which says that a deleted member is read')
}

/** A deleted member is read still, where the document says so. */
export const deletedIsShown: Law = {
  id: 'deleted-is-shown',
  level: 'must',
  text: 'A deleted member is still read, and not as before, where the document says that a read shows deleted members.',
  source: 'the document: a description of the read or of the delete such as "Get still shows it"; AIP-164',
  needs: all(creates, reads, deletes, saysShown),
  isRare: true,
  async check(world) {
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    await removeNow(member, world)
    const answer = await world.read(member)
    if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a read of a deleted member' }))) return
    const isUnchanged = isSuccess(answer) && isDeepStrictEqual(world.shown(answer), before)
    const problem = {
      signature: 'not-marked',
      message: 'expected a deleted member to be read with a mark of its delete, got it as before',
      at: 'body#',
      expected: 'another state, or a time of the delete',
      actual: 'the member as before',
      level: 'should',
    } as const
    world.expect(answer, isUnchanged ? [problem] : [])
  },
}
