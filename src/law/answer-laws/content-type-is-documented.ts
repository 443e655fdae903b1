import { documentedResponse } from '../send/documented-response.ts'
import { isJson } from '../../resource/shape/body-schema.ts'
import type { AnswerLaw } from '../session/answer-law.ts'

/** A body has a media type that the document states. */
export const contentTypeIsDocumented: AnswerLaw = {
  id: 'content-type-is-documented',
  acrossOperations: true,
  level: 'should',
  text: 'The media type of an answer is one that the document states for its status.',
  source: 'OpenAPI 3.1, section 4.8.17 (Response Object)',
  judge({ operation, answer, method }) {
    const types = Object.keys(documentedResponse(operation, answer.status)?.response.content ?? {})
    if (types.length === 0 || method === 'HEAD' || answer.status >= 500 || answer.text === '') return undefined
    const actual = answer.header('content-type')
    if (actual !== undefined && types.some((type) => covers(type, actual))) return []
    // A refusal may have the media type of problems (RFC 9457), or that of the successes.
    if (answer.status >= 400 && isJson(actual ?? '') && types.some(isJson)) return []
    return [
      {
        signature: 'other-content-type',
        message: `expected the media type ${types.join(' or ')}, got ${actual ?? 'none'} (${answer.asked})`,
        at: 'header:Content-Type',
        expected: types,
        actual: actual ?? 'nothing',
      },
    ]
  },
}

function covers(documented: string, actual: string): boolean {
  const [wanted = '', found = ''] = [documented, actual].map((type) => type.split(';')[0]?.trim().toLowerCase())
  if (wanted === found || wanted === '*/*') return true
  const [type, subtype] = wanted.split('/')
  return subtype === '*' && found.startsWith(`${type}/`)
}
