import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { fireAt } from '../../tests/fire-at.test-support.ts'

interface Said {
  readonly key?: string
  readonly conflict?: string
  readonly update?: string
  readonly media?: string
}

/** Pumps, whose updates have their key in the body too. */
function pumps({
  key = 'The id.',
  conflict = '',
  update = 'Replaces a pump.',
  media = 'application/json',
}: Said): string {
  const refusal = conflict === '' ? '' : `, '409': { description: '${conflict}' }`
  return `openapi: 3.1.0
info: { title: pumps, version: '1' }
paths:
  /pumps:
    post:
      requestBody: { content: { ${media}: { schema: { type: object, required: [ name ], properties: { name: &text { type: string } } } } } }
      responses: { '201': &one { description: one, content: { ${media}: { schema: { $ref: '#/components/schemas/Pump' } } } } }
  /pumps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': &no { description: none } } }
    patch:
      description: ${update}
      requestBody: { content: { ${media}: { schema: { $ref: '#/components/schemas/Pump' } } } }
      responses: { '200': *one, '400': *no, '404': *no${refusal} }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Pump: { type: object, required: [ name ], properties: { id: { type: integer, description: '${key}' }, name: *text } } }
`
}

function createPumps(second: 'refuses' | 'ignores', media: string): (request: Request) => Promise<Response> {
  const store = new Map<number, object>()
  let last = 0
  const answer = (pump: object, status = 200): Response =>
    Response.json(pump, { status, headers: { 'Content-Type': media } })
  return async (request) => {
    const own = Number(new URL(request.url).pathname.split('/')[2] ?? 0)
    if (request.method === 'POST') {
      store.set((last += 1), { ...((await request.json()) as object), id: last })
      return answer(store.get(last) ?? {}, 201)
    }
    const pump = store.get(own)
    if (pump === undefined) return new Response(null, { status: 404 })
    if (request.method === 'GET') return answer(pump)
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(own) ? 204 : 404 })
    const sent = (await request.json()) as { readonly id?: number }
    if (sent.id !== undefined && typeof sent.id !== 'number') return new Response(null, { status: 400 })
    if (second === 'refuses' && sent.id !== undefined && sent.id !== own) return new Response(null, { status: 409 })
    store.set(own, { ...pump, ...sent, id: own })
    return answer(store.get(own) ?? {})
  }
}

const LAW = 'law.other-key-is-refused[pump]'
const STATED: Said = { key: 'The id of the path. A different one is a conflict.', conflict: 'Conflict.' }

test.each<[Said, 'refuses' | 'ignores', readonly string[]]>([
  [STATED, 'refuses', ['pass']],
  [STATED, 'ignores', ['fail']],
  [{ conflict: 'The id is not that of the path.' }, 'ignores', ['fail']],
  [{ update: 'The id must match that of the path.' }, 'ignores', ['fail']],
  [{ conflict: 'Conflict.', media: 'application/vnd.api+json' }, 'ignores', ['fail']],
  [{ media: 'application/vnd.api+json' }, 'ignores', []],
  [{ conflict: 'Conflict.' }, 'ignores', []],
  [{ update: 'An id that is not that of the path is ignored.' }, 'ignores', []],
])(
  'another key than that of the path, where the document says %j, and a server %s it',
  async (said, second, expected) => {
    const { document } = readWritten({ 'pumps.yaml': pumps(said) })
    const other = 'law.keys-stay[pump]'
    const report = await fireAt(document, createPumps(second, said.media ?? 'application/json'), {
      selects: (id) => id === LAW || id === other,
    })
    expect(report.results.flatMap(({ id, status }) => (id === LAW ? [status] : []))).toEqual(expected)
  },
)
