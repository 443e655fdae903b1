import { all, lists } from '../facts.ts'
import type { Law } from '../law.ts'
import { documentsRefusal } from '../documents-refusal.ts'
import { NotVerified } from '../not-verified.ts'
import { acceptedProblems } from '../status-problem.ts'

/** A request that lacks a required parameter is refused. */
export const requiredParameters: Law = {
  id: 'required-parameters',
  level: 'must',
  text: 'A list that lacks a required query or header parameter is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(lists),
  onlyReads: true,
  async check(world) {
    const operation = world.operation(world.resource.list?.operation ?? '')
    const required = operation.parameters.filter(({ required: isRequired, in: place, schema }) => {
      const hasDefault = typeof schema === 'object' && 'default' in schema
      return isRequired && !hasDefault && (place === 'query' || place === 'header')
    })
    if (required.length === 0) throw new NotVerified('the document requires no parameter of the list')
    const { above } = await world.above()
    const level = documentsRefusal(operation) ? undefined : 'should'
    for (const { name, in: place } of required) {
      const parts = place === 'query' ? { query: { [name]: undefined } } : { headers: { [name]: null } }
      const answer = await world.send({ operation, path: above, ...parts })
      world.expect(answer, acceptedProblems(answer, { what: `a list without the ${place} parameter ${name}`, level }))
    }
  },
}
