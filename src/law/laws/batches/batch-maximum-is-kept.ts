import { documentsRefusedWrites } from '../../body/documents-refusal.ts'
import { batchCreateOf } from '../../body/batch-body.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { batchIn, createsSeveral, membersOfBatch } from '../../world/batches.ts'
import { all, creates, lacking, lists, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'

/** The largest maximum that is exceeded, as a count of members. */
const MOST = 100

const hasMaximum: Need = (resource, _, document) => {
  const most = batchCreateOf(resource, document)?.most
  return most === undefined || most > MOST
    ? lacking(`maximum of ${MOST} or less for members of one create`)
    : { holds: true, certainty: 'sure' }
}

/** More members than a create may have are refused. */
export const batchMaximumIsKept: Law = {
  id: 'batch-maximum-is-kept',
  level: 'must',
  text: 'A create of more members than the document allows in one request is refused with a 4xx status.',
  source: 'JSON Schema 2020-12, Validation, section 6.4.1 (maxItems)',
  needs: all(creates, lists, createsSeveral, hasMaximum),
  isRare: true,
  async check(world) {
    const batch = batchIn(world)
    const count = (batch.most ?? 0) + 1
    const { answer } = await world.createSeveral({ batch, members: await membersOfBatch(count, world) })
    const level = documentsRefusedWrites(world.resource, world.document) ? undefined : 'should'
    world.expect(answer, acceptedProblems(answer, { what: `a create of ${count} members`, rule: 'maxItems', level }))
  },
}
