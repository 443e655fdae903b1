import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../contract/contract.ts'
import type { AssertionKind } from './assertion-kind.ts'
import { endOfString } from './parse-json.ts'

/** What white space an answer has, beside another answer's text that an earlier step saved. */
export type PrettyExpectation = { readonly unlike: string } | { readonly sameAs: string }

const saved = { type: 'string', description: 'a saved text such as $plain' }

/** The same JSON tokens in another layout. */
export const pretty: AssertionKind<PrettyExpectation> = {
  name: 'pretty',
  schema: {
    type: 'object',
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
    description: 'a map of unlike or sameAs',
    properties: { unlike: saved, sameAs: saved },
  },
  check(expected, { response, contract }) {
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
    const [is, other] = [response.text, expected.sameAs].map((text) => comparable(text, contract))
    if (isDeepStrictEqual(is, other)) return []
    const message = 'expected the same body but for white space'
    return [{ message, at: 'body#', expected: other, actual: is }]
  },
  explain: (expected) =>
    'unlike' in expected ? 'another layout than the default' : 'the same body but for white space',
}

/** How many characters of white space stand between the tokens. */
function whiteSpace(text: string): number {
  const body = text.trim()
  let count = 0
  for (let index = 0; index < body.length; index += 1) {
    if (body[index] === '"') index = endOfString(body, index) - 1
    else if (/\s/.test(body[index] ?? '')) count += 1
  }
  return count
}

/** The body as a value, in which the order of members means nothing; without ids, which are another sentence's, and links. */
function comparable(text: string, { resource, page }: Contract): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) =>
      `/${name}` === resource.identity || `/${name}` === page.links ? undefined : value,
    ) as unknown
  } catch {
    return text
  }
}
