import type { AnswerLaw } from '../session/answer-law.ts'

/** No request makes the server fail. */
export const noServerError: AnswerLaw = {
  id: 'no-server-error',
  level: 'must',
  text: 'No request is answered with a server error.',
  source: 'RFC 9110, section 15.6',
  judge({ answer: { status, asked } }) {
    if (status < 500) return []
    return [
      {
        signature: status === 501 ? 'not-implemented' : 'server-error',
        message: `expected no server error, got ${status} (${asked})`,
        at: 'status',
        expected: 'below 500',
        actual: status,
        // A server that lacks a part says so.
        ...(status === 501 ? { level: 'should' as const } : {}),
      },
    ]
  },
}
