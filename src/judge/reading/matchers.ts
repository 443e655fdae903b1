import { valueAt } from '../../json/pointer.ts'
import type { Problem } from '../assertion-kind.ts'
import { explainMatcher, kebab, type Matcher, matcherSchema, mismatches } from './matcher.ts'

/** Matchers by JSON Pointer. */
export type Matchers = Readonly<Record<string, Matcher>>

/** The JSON Schema of matchers in a suite. */
export const matchersSchema = {
  type: 'object',
  'x-keys': 'JSON Pointer',
  'x-hint': 'it is empty, or starts with /',
  minProperties: 1,
  description: 'a map of JSON Pointers to matchers',
  additionalProperties: false,
  patternProperties: { '^(/.*)?$': matcherSchema },
}

/** The violations of matchers in a document; `prefix` precedes each JSON Pointer in the place. */
export function checkMatchers(matchers: Matchers, document: unknown, prefix: string): readonly Problem[] {
  return Object.entries(matchers).flatMap(([pointer, matcher]) => {
    const actual = valueAt(document, pointer)
    return mismatches(matcher, actual).map(({ word, expected }) => ({
      signature: `fails-${kebab(word)}`,
      ...(isContainer(matcher) && word === 'type' ? { container: true } : {}),
      message: `expected ${expected} at ${pointer === '' ? 'the root' : pointer}`,
      at: `${prefix}${pointer}`,
      expected,
      actual: actual === undefined ? 'nothing' : actual,
    }))
  })
}

function isContainer({ type }: Matcher): boolean {
  return type === 'object' || type === 'array'
}

/** Matchers in English, to follow "with" or "have". */
export function explainMatchers(matchers: Matchers): string {
  return Object.entries(matchers)
    .map(([pointer, matcher]) => `${explainMatcher(matcher)} at ${pointer === '' ? 'the root' : pointer}`)
    .join(', ')
}
