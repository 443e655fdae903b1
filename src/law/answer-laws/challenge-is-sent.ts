import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { AnswerLaw } from '../session/answer-law.ts'

/**
 * A 401 tells how to authenticate. A should: RFC 9110 demands it, and many servers leave it out. Not judged where the document asks for API
 * keys alone: a challenge names a registered scheme, and there is none for API keys.
 */
export const challengeIsSent: AnswerLaw = {
  id: 'challenge-is-sent',
  level: 'should',
  text: 'A 401 has a WWW-Authenticate header, but where an API key is all that the document asks for.',
  source: 'RFC 9110, section 15.5.2',
  acrossOperations: true,
  judge({ answer, operation, securitySchemes }) {
    if (answer.status !== 401 || asksForKeysAlone(operation, securitySchemes)) return undefined
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

function asksForKeysAlone({ security }: ApiOperation, schemes: ApiDocument['securitySchemes']): boolean {
  const names = security.flatMap((alternative) => Object.keys(alternative))
  return names.length > 0 && names.every((name) => schemes[name]?.type === 'apiKey')
}
