import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const form = 'application/x-www-form-urlencoded'

/** Bells, which are made and updated by forms. */
const { document } = readWritten({
  'bells.yaml': `openapi: 3.1.0
info: { title: bells, version: '1' }
paths:
  /bells:
    post: { requestBody: { required: true, content: { ${form}: { schema: { type: object, required: [ name ], properties: &parts { name: { type: string, minLength: 1 }, tone: { type: string }, note: { type: [ string, 'null' ], maxLength: 9 } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { type: object, required: [ id, name ], properties: { id: { type: string, readOnly: true }, name: { type: string }, tone: { type: string }, note: { type: [ string, 'null' ] } } } } } }, '400': &no { description: refused } } }
  /bells/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { ${form}: { schema: { type: object, properties: *parts } } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
})

/** Bells that keep each field as a text. */
async function fire(law: string): ReturnType<typeof fireAt> {
  const bells = new Map<string, object>()
  return fireAt(
    document,
    async (request) => {
      const known = new URL(request.url).pathname.split('/')[2]
      const found = bells.get(known ?? '')
      if (known !== undefined && found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'GET') return Response.json(found)
      if (request.method === 'DELETE') return new Response(null, { status: bells.delete(known ?? '') ? 204 : 404 })
      const text = await request.text()
      if (text === '') return Response.json({}, { status: 400 })
      const id = known ?? `b${bells.size}`
      bells.set(id, { ...found, ...Object.fromEntries(new URLSearchParams(text)), id })
      return Response.json(bells.get(id), { status: known === undefined ? 201 : 200 })
    },
    { level: 'should', selects: (id) => id === `law.${law}[bell]` },
  )
}

test('an update by a form of nothing is not sent: it has no body', async () => {
  const report = await fire('merge-leaves-the-rest')
  expect([told(report), report.results.map(({ status }) => status)]).toEqual([[], ['pass']])
})

test('null is no value at a bound of a form, which has none', async () => {
  const report = await fire('boundary-values-come-back')
  expect([told(report), report.results.map(({ status }) => status)]).toEqual([[], ['pass']])
})
