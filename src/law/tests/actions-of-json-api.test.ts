import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Campaigns of JSON:API with their status in `attributes`, which are sent once. */
const { document } = readWritten({
  'campaigns.yaml': `openapi: 3.1.0
info: { title: campaigns, version: '1' }
paths:
  /campaigns:
    get: { responses: { '200': { description: all, content: { application/vnd.api+json: { schema: { type: object, required: [ data ], properties: { data: { type: array, items: { $ref: '#/components/schemas/Campaign' } } } } } } } } }
    post: { requestBody: { required: true, content: { application/vnd.api+json: { schema: { type: object, required: [ data ], properties: { data: { type: object, required: [ type, attributes ], properties: { type: { const: campaigns }, attributes: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 } } } } } } } } } }, responses: { '201': &one { description: one, content: { application/vnd.api+json: { schema: { type: object, required: [ data ], properties: { data: { $ref: '#/components/schemas/Campaign' } } } } } }, '422': &no { description: no } } }
  /campaigns/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /campaigns/{id}/send:
    parameters: *id
    post: { description: The campaign is then \`sent\`. A campaign that is not a draft is answered with \`409\`., responses: { '200': *one, '404': *no, '409': { description: The campaign is not a draft. } } }
components:
  schemas:
    Campaign: { type: object, required: [ type, id, attributes ], properties: { type: { const: campaigns }, id: { type: string }, attributes: { type: object, properties: { name: { type: string }, status: { enum: [ draft, sent ], readOnly: true }, sent_at: { type: string, format: date-time, readOnly: true }, sends: { type: integer, readOnly: true } } } } }
`,
})

interface Campaign {
  readonly name: string
  readonly status: string
  readonly sends: number
}

function reply(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/vnd.api+json' } })
}

/** A server that sends a campaign once, twice, or again without any effect. */
function serve(again: 'refused' | 'done' | 'without effect') {
  const store = new Map<string, Campaign>()
  let last = 0
  const shown = (id: string): object => ({ data: { type: 'campaigns', id, attributes: store.get(id) } })
  const send = (id: string, one: Campaign): Response => {
    if (one.status !== 'draft' && again === 'refused') return new Response(null, { status: 409 })
    if (one.status === 'draft' || again === 'done') store.set(id, { ...one, status: 'sent', sends: one.sends + 1 })
    return reply(shown(id))
  }
  const answer = async (request: Request): Promise<Response> => {
    const [, , id = '', action] = new URL(request.url).pathname.split('/')
    if (id === '' && request.method === 'POST') {
      const body = (await request.json()) as { data?: { attributes?: { name?: unknown } } }
      const name = body.data?.attributes?.name
      if (typeof name !== 'string' || name === '') return new Response(null, { status: 422 })
      last += 1
      store.set(`c${last}`, { name, status: 'draft', sends: 0 })
      return reply(shown(`c${last}`), 201)
    }
    if (id === '')
      return reply({
        data: [...store.keys()].map((key) => ({ type: 'campaigns', id: key, attributes: store.get(key) })),
      })
    const one = store.get(id)
    if (one === undefined) return new Response(null, { status: 404 })
    if (action === 'send') return send(id, one)
    if (request.method === 'GET') return reply(shown(id))
    store.delete(id)
    return new Response(null, { status: 204 })
  }
  return { answer, store }
}

const LAW = 'law.action-again-changes-nothing[send]'

test.each([
  ['refused', []],
  ['without effect', []],
  ['done', [`fail ${LAW}`]],
] as const)('a second action at a member of JSON:API is %s', async (again, expected) => {
  const { answer, store } = serve(again)
  const report = await fireAt(document, answer, { selects: (id) => id === LAW })
  expect(report.results.map(({ status, reason }) => [status, reason])[0]?.[0]).not.toBe('skip')
  expect(told(report)).toEqual(expected)
  expect([...store.keys()]).toEqual([])
})
