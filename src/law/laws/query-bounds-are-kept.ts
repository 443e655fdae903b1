import type { ApiParameter } from '../../document/api-document.ts'
import { all, lists } from '../facts.ts'
import { flatten, typeOf } from '../plausible-value.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { acceptedProblems } from '../status-problem.ts'
import type { World } from '../world.ts'

/** The values that are sent, as a count. */
const MOST = 8

/** A query parameter outside its schema is refused, or at least harmless. */
export const queryBoundsAreKept: Law = {
  id: 'query-bounds-are-kept',
  level: 'should',
  text: 'A list with a query parameter outside its schema is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(lists),
  onlyReads: true,
  async check(world) {
    const operation = world.operation(world.resource.list?.operation ?? '')
    const wrong = operation.parameters.flatMap((parameter) =>
      wrongValues(parameter, world).map((value) => ({ name: parameter.name, value })),
    )
    if (wrong.length === 0) throw new NotVerified('the document states no bounds of query parameters')
    const { above } = await world.above()
    for (const { name, value } of wrong.slice(0, MOST)) {
      const answer = await world.send({ operation, path: above, query: { [name]: value } })
      const what = `${name}=${value}, which breaks the schema`
      world.expect(answer, acceptedProblems(answer, { what, rule: name }))
    }
  },
}

function wrongValues({ in: place, schema }: ApiParameter, { document }: World): readonly string[] {
  if (place !== 'query') return []
  const flat = flatten(schema, document.schemas)
  const { minimum, maximum } = flat
  const type = typeOf(flat)
  return [
    ...(type === 'integer' || type === 'number' ? ['abc'] : []),
    ...(typeof minimum === 'number' ? [String(minimum - 1)] : []),
    ...(typeof maximum === 'number' && maximum < 2 ** 31 - 1 ? [String(maximum + 1)] : []),
    ...(Array.isArray(flat['enum']) ? ['no-such-value'] : []),
    ...(type === 'boolean' ? ['perhaps'] : []),
  ]
}
