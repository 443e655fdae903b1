import type { AssertionKind } from '../assertion-kind.ts'

/** The length of the body in bytes, at most. */
export const size: AssertionKind<number> = {
  name: 'size',
  schema: { type: 'integer', minimum: 0, description: 'a number of bytes' },
  applies: () => true,
  check(expected, { response }) {
    const actual = response.bytes.length
    if (actual <= expected) return []
    const message = `expected a body of at most ${expected} bytes; it has ${actual}`
    return [{ signature: 'body-too-long', message, at: 'body#', expected, actual }]
  },
  explain: (expected) => `a body of at most ${expected} bytes`,
}
