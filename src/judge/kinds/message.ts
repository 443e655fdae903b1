import type { AssertionKind } from '../assertion-kind.ts'

/** The HTTP message. `whole`: the message is complete and well formed. `bodyless`: the message has no body. */
export const message: AssertionKind<'whole' | 'bodyless'> = {
  name: 'message',
  gates: () => 'case',
  judgesUnreadable: true,
  schema: { enum: ['whole', 'bodyless'] },
  applies: () => true,
  check(expected, { response }) {
    if (expected === 'whole') {
      if (response.defect === undefined) return []
      return [
        {
          signature: 'not-whole',
          message: `expected a complete HTTP message; ${response.defect}`,
          at: 'body#',
          expected: 'a complete HTTP message',
          actual: response.defect,
        },
      ]
    }
    if (response.bytes.length === 0) return []
    return [
      {
        signature: 'has-body',
        message: `expected no body; the body has ${response.bytes.length} bytes`,
        at: 'body#',
        expected: 'nothing',
        actual: response.text.slice(0, 200),
      },
    ]
  },
  explain: (expected) => (expected === 'whole' ? 'a complete HTTP message' : 'no body'),
}
