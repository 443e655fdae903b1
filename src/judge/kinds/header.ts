import type { AssertionKind } from '../assertion-kind.ts'
import { explainMatcher, kebab, type Matcher, matcherSchema, mismatches } from '../reading/matcher.ts'

/** Headers by name, ignoring case. Repeated headers are one list (RFC 9110, section 5.3). */
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
  applies: () => true,
  check: (expected, { response }) =>
    Object.entries(expected).flatMap(([name, matcher]) => {
      const lines = response.headers.filter(([one]) => one.toLowerCase() === name.toLowerCase())
      const actual = lines.length === 0 ? undefined : lines.map(([, value]) => value).join(', ')
      return mismatches(matcher, actual).map(({ word, expected: wanted }) => ({
        signature: `header-${name.toLowerCase()}-fails-${kebab(word)}`,
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
