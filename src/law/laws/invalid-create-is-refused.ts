import { isSuccess } from '../exchange.ts'
import { all, creates } from '../facts.ts'
import { invalidBodies } from '../invalid-bodies.ts'
import type { Law } from '../law.ts'
import { documentsRefusedWrites } from '../documents-refusal.ts'
import { NotVerified } from '../not-verified.ts'
import { underFreshKey } from '../under-fresh-key.ts'

/** The invalid bodies that are sent, as a count. */
const MOST = 8

/** A create with an invalid body is refused, and leaves nothing. */
export const invalidCreateIsRefused: Law = {
  id: 'invalid-create-is-refused',
  level: 'must',
  text: 'A create with a body that breaks the schema of the document is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.13 (Request Body Object)',
  needs: all(creates),
  async check(world) {
    // Shows that the target takes valid bodies here.
    await world.fresh()
    const operation = world.operation(world.resource.create?.operation ?? '')
    const isDocumented = documentsRefusedWrites(world.resource, world.document)
    const bodies = invalidBodies({ operation: operation.id }, world, MOST)
    if (bodies.length === 0) throw new NotVerified('the document does not say what a create refuses')
    for (const { body, rule, mayBeRead } of bodies) {
      const base = await world.body()
      const { answer } = await world.create({ ...base, body: underFreshKey(body, base.body, world) })
      const problems = isSuccess(answer)
        ? [
            {
              signature: `accepted-${rule.split(' ')[0] ?? ''}`,
              message: `expected a refusal of a body that breaks ${rule}, got ${answer.status} (${answer.asked})`,
              at: 'status',
              expected: '4xx',
              actual: answer.status,
              ...(isDocumented && !mayBeRead ? {} : { level: 'should' as const }),
            },
          ]
        : []
      world.expect(answer, problems)
    }
  },
}
