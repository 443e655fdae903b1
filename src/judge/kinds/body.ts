import { type Matchers, matchersSchema, explainMatchers, checkMatchers } from '../reading/matchers.ts'
import { notJson } from '../reading/not-json.ts'
import type { AssertionKind } from '../assertion-kind.ts'

/** Values in the JSON body, by JSON Pointer. */
export const body: AssertionKind<Matchers> = {
  name: 'body',
  schema: matchersSchema,
  applies: () => true,
  check(expected, { response }) {
    if (!response.json.ok) return [notJson(response, response.json.reason)]
    return checkMatchers(expected, response.json.value, 'body#')
  },
  explain: (expected) => `a body with ${explainMatchers(expected)}`,
}
