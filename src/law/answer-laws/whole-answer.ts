import type { AnswerLaw } from '../session/answer-law.ts'

/** An answer is a whole HTTP message. */
export const wholeAnswer: AnswerLaw = {
  id: 'whole-answer',
  level: 'must',
  text: 'Each answer is a whole HTTP message.',
  source: 'RFC 9112, section 6',
  judge({ answer: { defect, asked } }) {
    if (defect === undefined) return []
    return [
      {
        signature: 'defect',
        message: `expected a whole HTTP message, got one where ${defect} (${asked})`,
        at: 'body#',
        expected: 'a whole message',
        actual: defect,
      },
    ]
  },
}
