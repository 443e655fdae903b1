import { isSuccess } from '../exchange.ts'
import { all, makes, updates } from '../facts.ts'
import { documentsRefusedWrites } from '../documents-refusal.ts'
import { invalidBodies } from '../invalid-bodies.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'

/** The invalid bodies that are sent by each update, as a count. */
const MOST = 8

/** An update with an invalid body is refused. */
export const invalidUpdateIsRefused: Law = {
  id: 'invalid-update-is-refused',
  level: 'must',
  text: 'An update with a body that breaks the schema of the document is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.13 (Request Body Object)',
  needs: all(makes, updates),
  async check(world) {
    const member = await world.fresh()
    const isDocumented = documentsRefusedWrites(world.resource, world.document)
    let judged = 0
    for (const facts of world.resource.updates) {
      for (const { value, rule, mayBeRead } of invalidBodies(
        { operation: facts.operation, media: facts.media },
        world,
        MOST,
      )) {
        const answer = await world.update(member, value, { facts, raw: true })
        judged += 1
        // A required property that an update leaves out may stay as it is.
        const isLenient = !isDocumented || mayBeRead || rule.startsWith('required')
        const problems = isSuccess(answer)
          ? [
              {
                signature: `accepted-${rule.split(' ')[0] ?? ''}`,
                message: `expected a refusal of a body that breaks ${rule}, got ${answer.status} (${answer.asked})`,
                at: 'status',
                expected: '4xx',
                actual: answer.status,
                ...(isLenient ? { level: 'should' as const } : {}),
              },
            ]
          : []
        world.expect(answer, problems)
      }
    }
    if (judged === 0) throw new NotVerified('the document does not say what an update refuses')
  },
}
