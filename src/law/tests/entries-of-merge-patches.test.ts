import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Jars with labels, which a JSON merge patch changes. */
const { document } = readWritten({
  'jars.yaml': `openapi: 3.1.0
info: { title: jars, version: '1' }
paths:
  /jars:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Jar' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Jar' } } } }, '422': &no { description: refused } }
  /jars/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      requestBody: { required: true, content: { application/merge-patch+json: { schema: { type: object, properties: { name: { type: string }, labels: { type: [ object, 'null' ], additionalProperties: { type: [ string, 'null' ] } } } } } } }
      responses: { '200': *one, '404': *no, '422': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ name ], properties: &new { name: { type: string }, labels: { type: object, additionalProperties: { type: string } } } }
    Jar: { type: object, required: [ id, name, labels ], properties: { id: { type: integer, readOnly: true }, <<: *new } }
`,
})

/** A merge patch, with the value that a null leaves of an entry. */
const patchedWith =
  (left: string | undefined) =>
  (before: Values, { labels = {}, ...rest }: Values): Values => {
    const entries = Object.entries({ ...(before['labels'] as object), ...(isObject(labels) ? labels : {}) })
    const kept = entries
      .map(([key, value]) => [key, value === null ? left : value])
      .filter(([, value]) => value !== undefined)
    return { ...before, ...rest, labels: labels === null ? {} : Object.fromEntries(kept) }
  }

test.each([
  [undefined, []],
  ['', ['fail law.null-removes[jar]']],
] as const)('a null in a merge patch removes an entry, and leaves no %j', async (left, expected) => {
  const { answer, held } = createCrud({
    path: '/jars',
    isValid: (body, method) => method === 'PATCH' || typeof body['name'] === 'string',
    created: (body) => ({ labels: {}, ...body }),
    updated: { PATCH: patchedWith(left) },
  })
  const report = await fireAt(document, answer, { selects: (id) => id.startsWith('law.null-removes[') })
  expect(report.results.map(({ status }) => status)).toEqual([left === undefined ? 'pass' : 'fail'])
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
