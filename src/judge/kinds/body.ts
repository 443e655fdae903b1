import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { explainMatcher, kebab, type Matcher, matcherSchema, mismatches } from '../reading/matcher.ts'

export type Matchers = Readonly<Record<string, Matcher>>

export const matchersSchema = {
  type: 'object',
  'x-keys': 'JSON Pointer',
  'x-hint': 'it is empty, or starts with /',
  minProperties: 1,
  description: 'a map of JSON Pointers to matchers',
  additionalProperties: false,
  patternProperties: { '^(/.*)?$': matcherSchema },
}

/** The body, place by place. */
export const body: AssertionKind<Matchers> = {
  name: 'body',
  schema: matchersSchema,
  check(expected, { response }) {
    if (!response.json.ok) return [notJson(response.json.reason)]
    return checkMatchers(expected, response.json.value, 'body#')
  },
  explain: (expected) => `a body with ${explainMatchers(expected)}`,
}

/** Every place of the document that does not satisfy its matcher. */
export function checkMatchers(matchers: Matchers, document: unknown, prefix: string): readonly Problem[] {
  return Object.entries(matchers).flatMap(([pointer, matcher]) => {
    const actual = valueAt(document, pointer)
    return mismatches(matcher, actual).map(({ word, expected }) => ({
      signature: `fails-${kebab(word)}`,
      message: `expected ${expected} at ${pointer === '' ? 'the root' : pointer}`,
      at: `${prefix}${pointer}`,
      expected,
      actual: actual === undefined ? 'nothing' : actual,
    }))
  })
}

export function explainMatchers(matchers: Matchers): string {
  return Object.entries(matchers)
    .map(([pointer, matcher]) => `${explainMatcher(matcher)} at ${pointer === '' ? 'the root' : pointer}`)
    .join(', ')
}

export function notJson(reason: string): Problem {
  return {
    signature: 'not-json',
    message: `expected a JSON body; ${reason}`,
    at: 'body#',
    expected: 'a JSON body',
    actual: reason,
  }
}
