import type { ApiParameter } from '../../../document/api-document.ts'
import { all, isQueried } from '../../world/facts.ts'
import { flatten, typeOf } from '../../body/flatten-schema.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { queriedOperation } from '../../list/queried-operation.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** The values that are sent, as a count. */
const MOST = 8

/** The length of texts that are sent, in characters: longer ones may not fit a URL. */
const MOST_LENGTH = 1_000

/** A query parameter outside its schema is refused, or at least harmless. */
export const queryBoundsAreKept: Law = {
  id: 'query-bounds-are-kept',
  level: 'should',
  text: 'A list, or what stands once, that is read with a query parameter outside its schema is refused with a 4xx status.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(isQueried),
  onlyReads: true,
  async check(world) {
    const { operation } = queriedOperation(world)
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

function wrongValues({ in: place, required, schema }: ApiParameter, { document }: World): readonly string[] {
  if (place !== 'query') return []
  const flat = flatten(schema, document.schemas)
  const { minimum, maximum, minLength, maxLength } = flat
  const type = typeOf(flat)
  return [
    ...(type === 'integer' || type === 'number' ? ['abc'] : []),
    ...(typeof minimum === 'number' ? [String(minimum - 1)] : []),
    ...(typeof maximum === 'number' && maximum < 2 ** 31 - 1 ? [String(maximum + 1)] : []),
    // An optional parameter without a text may count as one that is not there.
    ...(required && typeof minLength === 'number' && minLength > 0 ? [''] : []),
    ...(typeof maxLength === 'number' && maxLength < MOST_LENGTH ? ['a'.repeat(maxLength + 1)] : []),
    ...(Array.isArray(flat['enum']) ? ['no-such-value'] : []),
    ...(type === 'boolean' ? ['perhaps'] : []),
  ]
}
