import type { ApiOperation } from '../../../document/api-document.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, isQueried } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten, typeOf } from '../../body/flatten-schema.ts'
import { queriedOperation } from '../../list/queried-operation.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** The requests that are sent, as a count. */
const MOST = 6

/** A value that the document lists for a query parameter is taken. */
export const queryValuesAreTaken: Law = {
  id: 'query-values-are-taken',
  level: 'should',
  text: 'A list, or what stands once, that is read with a value that the document lists for an optional query parameter is answered with a success.',
  source: 'OpenAPI 3.1, section 4.8.12 (Parameter Object)',
  needs: all(isQueried),
  onlyReads: true,
  async check(world) {
    const { operation, what } = queriedOperation(world)
    const { above } = await world.above()
    const values = valuesOf(operation, world)
    if (values.length === 0) throw new NotVerified('the document lists no values of optional query parameters')
    for (const { name, value } of values.slice(0, MOST)) {
      const answer = await world.send({ operation, path: above, query: { [name]: value } })
      const plain = isSuccess(answer) ? answer : await world.send({ operation, path: above })
      if (!isSuccess(plain)) throw new NotVerified(`the request without the value was answered ${plain.status}`)
      world.expect(answer, statusProblems(answer, ['2xx', '3xx'], { what: `${what} with ${name}=${value}` }))
    }
  },
}

/** Values of the parameters in turn: the first of each, then the second of each. */
function valuesOf(
  { parameters }: ApiOperation,
  { document }: World,
): readonly { readonly name: string; readonly value: string }[] {
  const listed = parameters
    .filter(({ in: place, required }) => place === 'query' && !required)
    .map(({ name, schema }) => {
      const flat = flatten(schema, document.schemas)
      const choices = Array.isArray(flat['enum'])
        ? (flat['enum'] as unknown[])
        : typeOf(flat) === 'boolean'
          ? [true, false]
          : []
      return { name, values: choices.filter((value) => value !== null).map(String) }
    })
  const longest = Math.max(0, ...listed.map(({ values }) => values.length))
  return Array.from({ length: longest }, (_, index) =>
    listed.flatMap(({ name, values }) => {
      const value = values[index]
      return value === undefined ? [] : [{ name, value }]
    }),
  ).flat()
}
