import { documentedResponse } from '../send/documented-response.ts'
import type { AnswerLaw } from '../session/answer-law.ts'

/** Headers that the document requires of a response are there. */
export const requiredHeaders: AnswerLaw = {
  id: 'required-headers',
  level: 'must',
  text: 'An answer has the headers that the document requires for its status.',
  source: 'OpenAPI 3.1, section 4.8.21 (Header Object)',
  judge({ operation, answer }) {
    const { headers = {} } = documentedResponse(operation, answer.status)?.response ?? {}
    const required = Object.entries(headers).filter(
      ([name, { required: isRequired }]) => isRequired && name !== 'content-type',
    )
    if (required.length === 0) return undefined
    return required
      .filter(([name]) => answer.header(name) === undefined)
      .map(([name]) => ({
        signature: 'header-missing',
        message: `expected the header ${name}, got none (${answer.asked})`,
        at: `header:${name}`,
        expected: 'a value',
        actual: 'nothing',
      }))
  },
}
