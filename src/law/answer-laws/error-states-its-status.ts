import { valueAt } from '../../json/pointer.ts'
import type { AnswerLaw } from '../session/answer-law.ts'

/** The status in the body of a refusal is that of the answer. */
export const errorStatesItsStatus: AnswerLaw = {
  id: 'error-states-its-status',
  level: 'must',
  text: 'The status in the body of a refusal is the status of the answer.',
  source: 'RFC 9457, section 3.1.2',
  acrossOperations: true,
  judge({ answer, errorStatus }) {
    const isProblem = /\/problem\+json/i.test(answer.header('content-type') ?? '')
    if (answer.status < 400 || (errorStatus === undefined && !isProblem)) return undefined
    const at = errorStatus?.value ?? '/status'
    const stated = valueAt(answer.json, at)
    if (typeof stated !== 'number') return undefined
    // A number that is no status of an error is a code of the application.
    if (!isProblem && errorStatus?.certainty === 'guess' && (stated < 400 || stated > 599)) return undefined
    if (stated === answer.status) return []
    return [
      {
        signature: 'other-status',
        message: `expected ${answer.status} at ${at} of the body, got ${stated} (${answer.asked})`,
        at: `body#${at}`,
        expected: answer.status,
        actual: stated,
        ...(isProblem || errorStatus?.certainty !== 'guess' ? {} : { level: 'should' as const }),
      },
    ]
  },
}
