import type { AssertionKind } from '../assertion-kind.ts'

/** The message itself: that it is whole, or that it has no body. */
export const message: AssertionKind<'whole' | 'bodyless'> = {
  name: 'message',
  gates: () => 'case',
  judgesUnreadable: true,
  schema: { enum: ['whole', 'bodyless'] },
  check(expected, { response }) {
    if (expected === 'whole') {
      if (response.defect === undefined) return []
      return [
        {
          signature: 'not-whole',
          message: `expected a whole HTTP message; ${response.defect}`,
          at: 'body#',
          expected: 'a whole message',
          actual: response.defect,
        },
      ]
    }
    if (response.bytes.length === 0) return []
    return [
      {
        signature: 'has-body',
        message: 'expected no body',
        at: 'body#',
        expected: 'nothing',
        actual: response.text.slice(0, 200),
      },
    ]
  },
  explain: (expected) => (expected === 'whole' ? 'a whole HTTP message' : 'no body'),
}
