import { saysStatus } from '../../document/says/says-status.ts'
import { documentedResponse } from '../send/documented-response.ts'
import type { AnswerLaw } from '../session/answer-law.ts'

/** Statuses that any HTTP server may answer, whatever the operation. */
const GENERAL = new Set([304, 401, 403, 405, 406, 408, 411, 412, 413, 414, 415, 416, 417, 428, 429, 431])

/** A status is one that the document states. A should: frameworks generate documents without refusals. */
export const statusIsDocumented: AnswerLaw = {
  id: 'status-is-documented',
  level: 'should',
  text: 'The status of an answer is one that the document states for the operation.',
  source: 'OpenAPI 3.1, section 4.8.16 (Responses Object)',
  acrossOperations: true,
  judge({ operation, description, answer: { status, asked } }) {
    if (status >= 500 || GENERAL.has(status)) return undefined
    // A path below a member that is not there answers as the path of the member does.
    if (status === 404 && /\}\/[^{}]+$/.test(operation.path)) return undefined
    if (documentedResponse(operation, status) !== undefined) return []
    if ([operation.description, description].some((text) => saysStatus(status, text))) return []
    const documented = Object.keys(operation.responses)
    const wanted = documented.length === 1 ? 'the documented status' : 'one of the documented statuses'
    return [
      {
        signature: `undocumented-${status}`,
        message: `expected ${wanted} ${documented.join(', ')}, got ${status} (${asked})`,
        at: 'status',
        expected: documented,
        actual: status,
      },
    ]
  },
}
