import { documentedResponse } from '../send/documented-response.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { short } from '../compare/compare-member.ts'

/** Headers of an answer keep to the schemas of the document. */
export const headersKeepToSchema: AnswerLaw = {
  id: 'headers-keep-to-schema',
  level: 'should',
  text: 'A header of an answer keeps to the schema that the document states for it.',
  source: 'OpenAPI 3.1, section 4.8.21 (Header Object)',
  acrossOperations: true,
  judge({ operation, answer, validators }) {
    const { headers = {} } = documentedResponse(operation, answer.status)?.response ?? {}
    const shown = Object.entries(headers).flatMap(([name, { schema }]) => {
      const [text, validate] = [answer.header(name), validators(schema)]
      return text === undefined || validate === undefined ? [] : [{ name, text, validate }]
    })
    if (shown.length === 0) return undefined
    return shown.flatMap(({ name, text, validate }) => {
      const errors = validate(text)
      if (errors.length === 0 || otherReadings(text).some((value) => validate(value).length === 0)) return []
      return [
        {
          signature: 'header-outside-schema',
          message: `expected a value of the header ${name} that keeps to its schema, got ${short(text)} (${answer.asked})`,
          at: `header:${name}`,
          expected: errors[0]?.message ?? 'a value of the schema',
          actual: text,
        },
      ]
    })
  },
}

/** The values that a text may stand for: a number, a flag, a list (style `simple`), or a time that is written as HTTP writes times. */
function otherReadings(text: string): readonly unknown[] {
  const readings: unknown[] = [text.split(',').map((item) => item.trim())]
  if (/^-?\d+(\.\d+)?$/.test(text)) readings.push(Number(text), [Number(text)])
  if (text === 'true' || text === 'false') readings.push(text === 'true')
  if (text.endsWith(' GMT') && !Number.isNaN(Date.parse(text))) readings.push(new Date(text).toISOString())
  return readings
}
