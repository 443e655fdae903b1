import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Wares with labels, which a PATCH merges and a PUT replaces. */
const { document } = readWritten({
  'wares.yaml': `openapi: 3.1.0
info: { title: wares, version: '1' }
paths:
  /wares:
    post: { requestBody: { required: true, content: { application/json: { schema: &ware { $ref: '#/components/schemas/Ware' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *ware } } }, '422': &no { description: refused } } }
  /wares/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces the ware., requestBody: { required: true, content: { application/json: { schema: *ware } } }, responses: { '200': *one, '404': *no, '422': *no } }
    patch: { description: Properties that are left out stay as they are., requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string }, labels: &labels { type: object, additionalProperties: { type: [ string, 'null' ] }, description: 'Labels. PATCH merges them; null removes an entry.' } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Ware: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, labels: *labels } } }
`,
})

const LAWS = ['law.maps-merge[ware]', 'law.null-removes-entries[ware]']

/** The labels of a ware with those of a patch. */
function mergedLabels({ labels: old }: Values, { labels }: Values): Values {
  const merged = { ...(isObject(old) ? old : {}), ...(isObject(labels) ? labels : {}) }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

/** The labels of a ware with the new ones of a patch: those that are there keep their values. */
function addedLabels(before: Values, body: Values): Values {
  return mergedLabels({ labels: mergedLabels({}, body) }, before)
}

const LABELS = { merges: mergedLabels, adds: addedLabels }

async function fire(patch: 'merges' | 'replaces' | 'adds'): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/wares',
    isValid: ({ name, labels }, method) =>
      (typeof name === 'string' || (name === undefined && method === 'PATCH')) &&
      (labels === undefined || isObject(labels)),
    updated: {
      PUT: (_, body) => body,
      PATCH: (before, body): Values => ({
        ...before,
        ...body,
        ...(patch === 'replaces' ? {} : { labels: LABELS[patch](before, body) }),
      }),
    },
  })
  return told(await fireAt(document, answer, { selects: (id) => LAWS.includes(id) }))
}

test('what a PATCH merges may be replaced by a PUT', async () => {
  expect(await fire('merges')).toEqual([])
})

test('a PATCH that replaces what it merges by the document is found', async () => {
  expect(await fire('replaces')).toContain(`fail ${LAWS[0]}`)
})

test('a PATCH that adds entries and changes none is found', async () => {
  expect(await fire('adds')).toContain(`fail ${LAWS[0]}`)
})
