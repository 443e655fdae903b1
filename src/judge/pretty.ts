import type { AssertionKind } from './assertion-kind.ts'

/** What white space an answer has, beside another answer's text that an earlier step saved. */
export type PrettyExpectation = { readonly unlike: string } | { readonly sameTokensAs: string }

const saved = { type: 'string', description: 'a saved text such as $plain' }

/** The same JSON tokens in another layout. */
export const pretty: AssertionKind<PrettyExpectation> = {
  name: 'pretty',
  schema: {
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    description: 'a map of unlike or sameTokensAs',
    properties: { unlike: saved, sameTokensAs: saved },
  },
  check(expected, { response }) {
    if ('unlike' in expected) {
      if (whiteSpace(response.text) !== whiteSpace(expected.unlike)) return []
      const actual = `${whiteSpace(response.text)} characters of white space, as in the other answer`
      return [
        {
          message: 'expected another layout than the default',
          at: 'body#',
          expected: 'another amount of white space',
          actual,
        },
      ]
    }
    if (tokens(response.text) === tokens(expected.sameTokensAs)) return []
    return [
      {
        message: 'expected the same body but for white space',
        at: 'body#',
        expected: tokens(expected.sameTokensAs),
        actual: tokens(response.text),
      },
    ]
  },
  explain: (expected) =>
    'unlike' in expected ? 'another layout than the default' : 'the same body but for white space',
}

/** The text without the white space between its tokens; strings stay whole. */
function tokens(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '')
}

function whiteSpace(text: string): number {
  return text.trim().length - tokens(text.trim()).length
}
