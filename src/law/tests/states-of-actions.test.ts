import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { type Crud, createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Posts that are published by an action, and that a PATCH changes. */
const documentOf = (
  patch = 'Properties that are left out keep their values.',
  conflict = true,
  more = '',
): ApiDocument =>
  readWritten({
    'posts.yaml': `openapi: 3.1.0
info: { title: posts, version: '1' }
paths:
  /posts:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Post' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Post' } } } }, '422': &no { description: refused } }
  /posts/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      description: ${JSON.stringify(patch)}
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { title: { type: string, minLength: 1 }${more} } } } } }
      responses: { '200': *one, '404': *no, '422': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /posts/{id}/publish:
    parameters: *id
    post: { description: Publishes a draft., responses: { '200': *one, '404': *no${conflict ? ", '409': { description: The post is not a draft }" : ''} } }
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Post: { type: object, required: [ id, title, state, updatedAt ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, state: { type: string, enum: [ draft, published ], readOnly: true }, updatedAt: { type: string, readOnly: true } } }
`,
  }).document

interface Server {
  readonly publishes?: boolean
  readonly patched?: (before: Values, body: Values) => Values
  readonly document?: ApiDocument
}

async function fire(law: string, { publishes = true, patched, document = documentOf() }: Server): Promise<unknown> {
  let time = 0
  const now = (): string => `t${(time += 1)}`
  const before: Crud['before'] = (request, store) => {
    const [, , id, action] = new URL(request.url).pathname.split('/')
    const held = store.get(Number(id))
    if (action !== 'publish' || request.method !== 'POST' || held === undefined) return undefined
    if (held['state'] !== 'draft') return new Response(null, { status: 409 })
    store.set(Number(id), { ...held, state: publishes ? 'published' : 'draft', updatedAt: now() })
    return Response.json(store.get(Number(id)))
  }
  const { answer, held } = createCrud({
    path: '/posts',
    isValid: ({ title = 'none' }) => typeof title === 'string' && title !== '',
    created: (body) => ({ ...body, state: 'draft', updatedAt: now() }),
    updated: { PATCH: (old, body) => ({ ...(patched ?? merged)(old, body), updatedAt: now() }) },
    before,
  })
  const report = await fireAt(document, answer, { selects: (id) => id === law })
  expect(held()).toEqual([])
  expect(report.results.map(({ status }) => status)).not.toContain('skip')
  return told(report)
}

const merged = (old: Values, body: Values): Values => ({ ...old, ...body })
const toDraft = (old: Values, body: Values): Values => ({ ...old, ...body, state: 'draft' })

const REST = 'law.merge-leaves-the-rest[post]'

test('an update that merges leaves the state that an action has led to', async () => {
  expect(await fire(REST, {})).toEqual([])
  expect(await fire(REST, { patched: toDraft })).toEqual([`warn ${REST}`])
  const document = documentOf(undefined, true, ', state: { type: string, enum: [ draft, published ] }')
  expect(await fire(REST, { patched: toDraft, document })).toEqual([`fail ${REST}`])
})

test('an update of which the document says that it leads to another state may do so', async () => {
  const document = documentOf('Properties that are left out keep their values. A published post is a draft again.')
  expect(await fire(REST, { patched: toDraft, document })).toEqual([])
})

const EFFECT = 'law.action-has-effect[publish]'

test('an action leads to the listed state that it is named after', async () => {
  expect(await fire(EFFECT, {})).toEqual([])
  expect(await fire(EFFECT, { publishes: false })).toEqual([`warn ${EFFECT}`])
})

test('an action that no state refuses may succeed without an effect', async () => {
  expect(await fire(EFFECT, { publishes: false, document: documentOf(undefined, false) })).toEqual([])
})
