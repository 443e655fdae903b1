import { batchDeleteOf } from '../../body/batch-body.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, creates, deletesAtOnce, lacking, lists, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

const deletesSeveral: Need = (resource, _, document) =>
  batchDeleteOf(resource, document) === undefined
    ? lacking('delete of several members that requires their keys in a query parameter')
    : { holds: true, certainty: 'sure' }

/** A delete of several members removes each of them, and no other. */
export const batchDeleteRemovesEach: Law = {
  id: 'batch-delete-removes-each',
  level: 'must',
  text: 'A delete of several members removes each of them, and no other member.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, reads, lists, deletesAtOnce, deletesSeveral),
  isRare: true,
  async check(world) {
    const found = batchDeleteOf(world.resource, world.document)
    if (found === undefined) throw new NotVerified('nothing deletes several members')
    const { operation, parameter } = found
    const first = await world.fresh()
    const second = await world.fresh({ parent: first.parent, variant: 1 })
    const other = await world.fresh({ parent: first.parent, variant: 2 })
    if (!(await world.isAlone(first.above)))
      throw new NotVerified('the list shows members of others, at which a delete of several members might go wrong')
    const keys = [first, second].map(({ own }) => own.join('/'))
    const query = parameter.explode
      ? { lists: { [parameter.name]: keys } }
      : { query: { [parameter.name]: keys.join(',') } }
    const answer = await world.send({ operation, path: first.above, ...query })
    if (!isSuccess(answer) || answer.status === 202 || answer.status === 207)
      throw new NotVerified(`a delete of two members was answered ${answer.status}`)
    for (const member of [first, second]) {
      const after = await world.read(member)
      const what = 'a read of one of two deleted members'
      if (!world.expect(after, statusProblems(after, [404, 410], { what }))) return
    }
    const after = await world.read(other)
    world.expect(after, statusProblems(after, ['2xx'], { what: 'a read after a delete of two other members' }))
  },
}
