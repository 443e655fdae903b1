import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, INTEGER, ref, TEXT } from '../document.test-support.ts'
import { told } from '../users.test-support.ts'
import { inferErrors } from './infer-errors.ts'

/** The place of the status in refusals with some properties. */
function statusOf(properties: Readonly<Record<string, DocumentSchema>>): readonly string[] {
  const document = documentOf(
    { 'GET /users': { answers: { 200: {}, 400: ref('Error') } } },
    { Error: { type: 'object', properties } },
  )
  const status = inferErrors(document)?.status
  return [told(status), status?.because ?? '']
}

const ERRORS = { type: 'array', items: { type: 'object', properties: { status: TEXT, title: TEXT } } }

test.each<[string, Readonly<Record<string, DocumentSchema>>, readonly string[]]>([
  ['a number before a text', { status: TEXT, statusCode: INTEGER }, ['"/statusCode" (guess)', 'by its name']],
  ['a text by its name', { status: TEXT }, ['"/status" (guess)', 'by its name']],
  ['a text by its example', { code: { ...TEXT, examples: ['404'] } }, ['"/code" (sure)', 'by its example']],
  ['no code by its name', { code: TEXT }, ['unknown', '']],
  ['that of the errors of JSON:API', { errors: ERRORS }, ['"/errors/0/status" (guess)', 'JSON:API, "Error Objects"']],
])('the status of a refusal is %s', (_, properties, status) => {
  expect(statusOf(properties)).toEqual(status)
})
