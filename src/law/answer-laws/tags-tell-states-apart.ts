import { documentedResponse } from '../send/documented-response.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { shouldUnless } from '../session/problem.ts'

/** A member that an update has changed is read with another ETag. */
export const tagsTellStatesApart: AnswerLaw = {
  id: 'tags-tell-states-apart',
  level: 'must',
  text: 'Two reads of a member show the same ETag only if the values that a caller may send are the same.',
  source: 'RFC 9110, section 8.8.1',
  judge({ operation, answer, earlier }) {
    const [old, now] = [earlier?.answer, answer].map((one) => one?.header('etag'))
    if (earlier === undefined || old === undefined || now === undefined || earlier.changed.length === 0)
      return undefined
    if (old !== now) return []
    const { headers = {} } = documentedResponse(operation, answer.status)?.response ?? {}
    // A weak tag may stand for what is as good, such as all states of one second.
    const isStrong = !now.startsWith('W/') && headers['etag'] !== undefined
    const [at = ''] = earlier.changed
    return [
      {
        signature: 'tag-stays',
        message: `expected another ETag where ${at} is another one than before, got ${now} again (${answer.asked})`,
        at: 'header:etag',
        expected: 'another ETag',
        actual: now,
        ...shouldUnless(isStrong),
      },
    ]
  },
}
