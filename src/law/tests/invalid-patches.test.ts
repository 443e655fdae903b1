import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Notes that a JSON Patch changes, with or without a documented refusal. */
function documentWith(refusals: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { text: &text { type: string, maxLength: 40 } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, text: *text } } } } }${refusals} } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': &no { description: none } } }
    patch: { requestBody: { required: true, content: { application/json-patch+json: { schema: { type: array, items: { type: object } } } } }, responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  }).document
}

/** The status of the law at a server that refuses an object as a text, reads it as a text, or stores it. */
async function statusWhere(objects: 'refused' | 'read' | 'stored', refusals = `, '422': { description: refused }`) {
  const { answer, held } = createCrud({
    path: '/notes',
    isValid: ({ text }) => typeof text === 'string',
    updated: {},
    before: ({ method, url }, store, body) => {
      const id = Number(new URL(url).pathname.split('/')[2])
      const [change] = Array.isArray(body) ? (body as unknown[]) : []
      if (method !== 'PATCH' || !isObject(change)) return undefined
      const { value } = change
      if (isObject(value) && objects === 'refused') return new Response(null, { status: 422 })
      store.set(id, { id, text: isObject(value) && objects === 'read' ? 'an object' : value })
      return Response.json(store.get(id))
    },
  })
  const report = await fireAt(documentWith(refusals), answer, {
    selects: (id) => id.startsWith('law.invalid-patch'),
  })
  expect(held()).toEqual([])
  return report.results.map(({ status }) => status)
}

test('a JSON Patch with an object for a text is refused, and one that is stored is a must beside a documented refusal', async () => {
  expect(await statusWhere('refused')).toEqual(['pass'])
  expect(await statusWhere('read')).toEqual(['warn'])
  expect(await statusWhere('stored')).toEqual(['fail'])
  expect(await statusWhere('stored', '')).toEqual(['warn'])
})
