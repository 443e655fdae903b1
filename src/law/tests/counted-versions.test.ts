import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pages with a version, of which the description of the API or of the property says how it changes. */
const documentOf = (ofApi: string, ofProperty = ''): ApiDocument =>
  readWritten({
    'pages.yaml': `openapi: 3.1.0
info: { title: pages, version: '1', description: ${JSON.stringify(ofApi)} }
paths:
  /pages:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Page' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/New' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } }, '422': &no { description: refused } }
  /pages/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces the page., requestBody: { required: true, content: { application/json: { schema: *new } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Page: { type: object, required: [ id, title, version ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, version: { type: integer, description: ${JSON.stringify(ofProperty)} } } }
`,
  }).document

const LAW = 'law.version-property-changes[page]'
const OF_API = 'Each page has a `version`, which starts at 1 and rises by 1 with each change.'
const OF_PROPERTY = 'Incremented by one on every update.'

test.each([
  [OF_API, '', 1, []],
  [OF_API, '', 2, [`fail ${LAW}`]],
  [OF_API, '', 0, [`fail ${LAW}`]],
  ['', OF_PROPERTY, 1, []],
  ['', OF_PROPERTY, 2, [`fail ${LAW}`]],
  ['', 'Increases with each change.', 2, []],
  ['A `version` is a number.', '', 0, []],
] as const)('of %j and %j, a version that rises by %d', async (...[ofApi, ofProperty, step, expected]) => {
  const { answer, held } = createCrud({
    path: '/pages',
    isValid: ({ title }) => typeof title === 'string' && title !== '',
    created: (body) => ({ ...body, version: 1 }),
    updated: { PUT: (before, body) => ({ ...body, version: Number(before['version']) + step }) },
  })
  const report = await fireAt(documentOf(ofApi, ofProperty), answer, { selects: (id) => id === LAW })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
