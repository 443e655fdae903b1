import { valueAt } from '../../json/pointer.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { shouldUnless } from '../session/problem.ts'

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
    const written = valueAt(answer.json, at)
    // A status may be a text, as in JSON:API and SCIM. Other texts, such as `error`, are none.
    const stated = typeof written === 'string' && /^[1-5]\d\d$/.test(written) ? Number(written) : written
    if (typeof stated !== 'number' || isOneOfSeveral(at, answer.json)) return undefined
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
        ...shouldUnless(isProblem || errorStatus?.certainty !== 'guess'),
      },
    ]
  },
}

/** True for the status of one of several errors: they may have several statuses. */
function isOneOfSeveral(at: string, body: unknown): boolean {
  const [, errors] = /^(.*)\/0\//.exec(at) ?? []
  const all = errors === undefined ? undefined : valueAt(body, errors)
  return Array.isArray(all) && all.length !== 1
}
