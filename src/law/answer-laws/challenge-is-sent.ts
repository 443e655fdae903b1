import type { AnswerLaw } from '../answer-law.ts'

/** A 401 tells how to authenticate. A should: many servers leave the header out for schemes of their own. */
export const challengeIsSent: AnswerLaw = {
  id: 'challenge-is-sent',
  level: 'should',
  text: 'A 401 has a WWW-Authenticate header.',
  source: 'RFC 9110, section 15.5.2',
  acrossOperations: true,
  judge({ answer }) {
    if (answer.status !== 401) return undefined
    if (answer.header('www-authenticate') !== undefined) return []
    return [
      {
        signature: 'no-challenge',
        message: `expected WWW-Authenticate with a 401, got none (${answer.asked})`,
        at: 'header:WWW-Authenticate',
        expected: 'a challenge',
        actual: 'nothing',
      },
    ]
  },
}
