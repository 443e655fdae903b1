import type { AssertionKind } from './assertion-kind.ts'
import { explainMatcher, type Matcher, matcherSchema, mismatches } from './matcher.ts'
import { headerOf } from './observation.ts'

/** Headers by name, whatever their case; several of one name count as the first. */
export const header: AssertionKind<Readonly<Record<string, Matcher>>> = {
  name: 'header',
  schema: {
    type: 'object',
    'x-keys': 'header name',
    'x-hint': 'it has letters, digits and hyphens',
    minProperties: 1,
    description: 'a map of header names to matchers',
    additionalProperties: false,
    patternProperties: { "^[\\w!#$%&'*+.^`|~-]+$": matcherSchema },
  },
  check: (expected, { response }) =>
    Object.entries(expected).flatMap(([name, matcher]) => {
      const actual = headerOf(response, name)
      return mismatches(matcher, actual).map((wanted) => ({
        message: `expected ${wanted} in the header ${name}`,
        at: `header:${name}`,
        expected: wanted,
        actual: actual ?? 'nothing',
      }))
    }),
  explain: (expected) =>
    Object.entries(expected)
      .map(([name, matcher]) => `the header ${name} with ${explainMatcher(matcher)}`)
      .join(', '),
}
