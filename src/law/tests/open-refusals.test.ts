import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** A list that is only read, and that documents these refusals. */
const documentOf = (refusal: string) =>
  readWritten({
    'teas.yaml': `openapi: 3.1.0
info: { title: teas, version: '1' }
security: [ { key: [] } ]
paths:
  /teas:
    get:
      responses:
        '200': { description: all, content: { application/json: { schema: { type: array, items: &tea { $ref: '#/components/schemas/Tea' } } } } }
        '${refusal}': { description: refused }
  /teas/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
    get:
      responses:
        '200': { description: one, content: { application/json: { schema: *tea } } }
        '${refusal}': { description: refused }
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
  schemas: { Tea: { type: object, required: [ name ], properties: { name: { type: string } } } }
`,
  }).document

/** The status of the law where a request without credentials is answered 400. */
async function statusOf(refusal: string): Promise<string | undefined> {
  const teas = [{ name: 'assam' }, { name: 'sencha' }]
  const report = await fireAt(
    documentOf(refusal),
    (request) => {
      if (request.headers.get('authorization') === null) return Promise.resolve(Response.json({}, { status: 400 }))
      const name = new URL(request.url).pathname.split('/')[2]
      const found = teas.find((one) => one.name === name)
      const answer = name === undefined ? teas : found
      return Promise.resolve(Response.json(answer ?? {}, { status: answer === undefined ? 404 : 200 }))
    },
    { principals: { owner: { bearer: 'the-token-of-the-owner' } } },
  )
  return report.results.find(({ id }) => id === 'law.no-credentials-are-refused[tea]')?.status
}

test.each([
  ['401', 'fail'],
  ['4XX', 'warn'],
])('a refusal with 400 where the document states %s: %s', async (refusal, status) => {
  expect(await statusOf(refusal)).toBe(status)
})
