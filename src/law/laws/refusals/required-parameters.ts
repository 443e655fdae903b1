import { all, isQueried } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { documentsRefusal } from '../../body/documents-refusal.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { queriedOperation } from '../../list/queried-operation.ts'
import { acceptedProblems } from '../../send/status-problem.ts'

/** A request that lacks a required parameter is refused. */
export const requiredParameters: Law = {
  id: 'required-parameters',
  level: 'must',
  text: 'A list, or what stands once, that is read without a required query or header parameter is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(isQueried),
  onlyReads: true,
  async check(world) {
    const { operation, what } = queriedOperation(world)
    const required = operation.parameters.filter(({ required: isRequired, in: place, schema }) => {
      const hasDefault = typeof schema === 'object' && 'default' in schema
      return isRequired && !hasDefault && (place === 'query' || place === 'header')
    })
    if (required.length === 0) throw new NotVerified('the document requires no query or header parameter')
    const { above } = await world.above()
    const level = documentsRefusal(operation) ? undefined : 'should'
    for (const { name, in: place } of required) {
      const parts = place === 'query' ? { query: { [name]: undefined } } : { headers: { [name]: null } }
      const answer = await world.send({ operation, path: above, ...parts })
      world.expect(answer, acceptedProblems(answer, { what: `${what} without the ${place} parameter ${name}`, level }))
    }
  },
}
