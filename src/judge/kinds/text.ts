import { parsePointer } from '../../json/pointer.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'

/** The characters of a body that are searched for patterns: a hostile longer body could make regular expressions slow. */
const JUDGED = 100_000

/**
 * The expected text of the body. `lacks`: regular expressions without a match. `mentions`: a text that an error body contains, or a JSON
 * Pointer whose last name the error body contains.
 */
export interface TextExpectation {
  readonly lacks?: readonly string[]
  readonly mentions?: string
}

/** The body as text, for any media type. */
export const text: AssertionKind<TextExpectation> = {
  name: 'text',
  schema: {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    description: 'a map of lacks and mentions',
    properties: {
      lacks: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', format: 'regex', description: 'a regular expression' },
      },
      mentions: { type: 'string' },
    },
  },
  applies: ({ lacks, mentions }, { response }) =>
    lacks !== undefined || (mentions !== undefined && response.status >= 400),
  check({ lacks = [], mentions: wanted }, { response }) {
    const mentions = wanted?.startsWith('/') === true ? parsePointer(wanted).at(-1) : wanted
    const found = lacks
      .map((pattern) => compiled(pattern).exec(response.text.slice(0, JUDGED))?.[0])
      .find((match) => match !== undefined)
    return [
      ...(found === undefined
        ? []
        : [
            {
              signature: 'shows-internals',
              message: 'expected no internals of the server in the body; a pattern of internals matches',
              at: 'body#',
              expected: 'no match',
              actual: found,
            },
          ]),
      ...(mentions === undefined || response.status < 400 || isMentioned(mentions, response)
        ? []
        : [
            {
              signature: 'not-named',
              message: `expected "${mentions}" in the body; the body does not contain the name`,
              at: 'body#',
              expected: mentions,
              actual: response.text.slice(0, 400),
            },
          ]),
    ]
  },
  explain: ({ lacks, mentions }) =>
    [
      lacks === undefined ? '' : 'no internals of the server in the body',
      mentions === undefined ? '' : `a body that contains ${mentions}`,
    ]
      .filter((part) => part !== '')
      .join(' and '),
}

/** The regular expressions of suites, by pattern. */
const expressions = new Map<string, RegExp>()

function compiled(pattern: string): RegExp {
  const expression = expressions.get(pattern) ?? new RegExp(pattern, 'u')
  expressions.set(pattern, expression)
  return expression
}

/** True if the text or the parsed JSON contains the name: JSON may escape any character. */
function isMentioned(wanted: string, { text: body, json }: Observation['response']): boolean {
  return body.includes(wanted) || (json.ok && JSON.stringify(json.value).includes(wanted))
}
