import { type Matchers, matchersSchema, explainMatchers, checkMatchers } from '../reading/matchers.ts'
import { notJson } from '../reading/not-json.ts'
import { originOf } from '../reading/origin-of-value.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'

/** Values in the JSON body, by JSON Pointer. */
export const body: AssertionKind<Matchers> = {
  name: 'body',
  schema: matchersSchema,
  applies: () => true,
  check(expected, observation) {
    const { response } = observation
    if (!response.json.ok) return [notJson(response, response.json.reason)]
    return checkMatchers(expected, response.json.value, PREFIX).map((problem) => withOrigin(problem, observation))
  },
  explain: (expected) => `a body with ${explainMatchers(expected)}`,
}

const PREFIX = 'body#'

/**
 * The problem of a read, with the words for the request that sent the wrong value. An update that is ignored leaves that of an earlier write.
 */
function withOrigin(problem: Problem, observation: Observation): Problem {
  const { role, key } = observation.request
  if (role !== 'read' || key === undefined) return problem
  const origin = originOf(problem.actual, { key, property: problem.at.slice(PREFIX.length) }, observation)
  return origin === undefined
    ? problem
    : { ...problem, message: `${problem.message}; the answer has the value ${origin}` }
}
