import { parsePointer } from '../../json/pointer.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'

/** How much of a body is searched for patterns, in characters: a hostile one could make them slow. */
const JUDGED = 100_000

/**
 * What stands in the body as text: `lacks` are regular expressions, none of which may match; `mentions` is a text to be found in an
 * error, or a JSON Pointer whose last name is.
 */
export interface TextExpectation {
  readonly lacks?: readonly string[]
  readonly mentions?: string
}

/** The body as text, whatever its media type. */
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
  check({ lacks = [], mentions: wanted }, { response }) {
    const mentions = wanted?.startsWith('/') === true ? parsePointer(wanted).at(-1) : wanted
    const found = lacks
      .map((pattern) => new RegExp(pattern, 'u').exec(response.text.slice(0, JUDGED))?.[0])
      .find((match) => match !== undefined)
    return [
      ...(found === undefined
        ? []
        : [
            {
              signature: 'shows-internals',
              message: 'expected no internals of the server in the body',
              at: 'body#',
              expected: 'nothing of the kind',
              actual: found,
            },
          ]),
      ...(mentions === undefined || response.status < 400 || isMentioned(mentions, response)
        ? []
        : [
            {
              signature: 'not-named',
              message: `expected the body to name "${mentions}"`,
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
      mentions === undefined ? '' : `a body that names ${mentions}`,
    ]
      .filter((part) => part !== '')
      .join(' and '),
}

/** As it is written, or as the JSON reads: a server may escape any character of a text. */
function isMentioned(wanted: string, { text: body, json }: Observation['response']): boolean {
  return body.includes(wanted) || (json.ok && JSON.stringify(json.value).includes(wanted))
}
