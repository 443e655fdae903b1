import { isObject } from '../../../json/pointer.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { batchIn, createsSeveral, membersOfBatch } from '../../world/batches.ts'
import { all, creates, lists, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

/** A create of several members makes all of them. */
export const batchCreatesAll: Law = {
  id: 'batch-creates-all',
  level: 'must',
  text: 'A create of several members that succeeds makes each of them, with the values that were sent.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(creates, reads, lists, createsSeveral),
  isRare: true,
  async check(world) {
    const asked = await membersOfBatch(2, world)
    const { answer, members } = await world.createSeveral({ batch: batchIn(world), members: asked })
    if (!isSuccess(answer) || answer.status === 202 || answer.status === 207 || tellsErrors(answer.json))
      throw new NotVerified(`a create of two members was answered ${answer.status}`)
    const made = members.filter((one) => one !== undefined)
    const isAll = made.length === asked.length
    world.expect(
      answer,
      isAll
        ? []
        : [
            {
              signature: 'members-missing',
              message: `expected ${asked.length} members after a create of ${asked.length}, got ${made.length}`,
              at: 'body#',
              expected: asked.length,
              actual: made.length,
            },
          ],
    )
    for (const member of made) {
      const shown = await world.read(member)
      if (!world.expect(shown, world.shows(member.sent, shown))) return
    }
  },
}

/** True for an answer that tells what of the request has failed. */
function tellsErrors(body: unknown): boolean {
  return isObject(body) && Object.keys(body).some((name) => /error|fail|reject|invalid/i.test(name))
}
