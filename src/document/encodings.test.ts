import { expect, test } from 'vitest'
import { readWritten } from './written.test-support.ts'

test('the properties of a form in the style deepObject are read', () => {
  const { document } = readWritten({
    'api.yaml': `openapi: 3.1.0
info: { title: customers, version: '1' }
paths:
  /customers:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            encoding: { address: { style: deepObject, explode: true }, tags: { style: form } }
            schema: { type: object, properties: { address: { type: object }, tags: { type: array } } }
      responses: { '201': { description: made } }
`,
  })
  expect(document.operations[0]?.body?.content['application/x-www-form-urlencoded']?.deep).toEqual(['address'])
})
