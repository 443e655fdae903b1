import type { AssertionKind } from '../assertion-kind.ts'
import { notJson } from '../reading/not-json.ts'

/** The body as JSON. `well-formed`: the body is JSON. `unique-keys`: no object repeats a key. */
export const json: AssertionKind<'well-formed' | 'unique-keys'> = {
  name: 'json',
  gates: (expected) => (expected === 'well-formed' ? 'case' : 'answer'),
  schema: { enum: ['well-formed', 'unique-keys'] },
  applies: (expected, { response }) => expected === 'well-formed' || response.json.ok,
  check(expected, { response }) {
    if (!response.json.ok) return expected === 'well-formed' ? [notJson(response, response.json.reason)] : []
    if (expected === 'well-formed' || response.json.duplicates.length === 0) return []
    const keys = response.json.duplicates.join(', ')
    return [
      {
        signature: 'duplicate-keys',
        message: `expected each key once per object; repeated keys: ${keys}`,
        at: 'body#',
        expected: 'each key once',
        actual: `repeated keys: ${keys}`,
      },
    ]
  },
  explain: (expected) => (expected === 'well-formed' ? 'well-formed JSON' : 'no repeated key in an object'),
}
