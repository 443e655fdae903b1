import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { fireAt } from '../../tests/fire-at.test-support.ts'

/** Labels that a caller names. A refusal for a name that is taken is not documented as such. */
function labels(said: string, create = 'Creates a label.'): string {
  return `openapi: 3.1.0
info: { title: labels, version: '1' }
paths:
  /labels:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &label { $ref: '#/components/schemas/Label' } } } } } } }
    post:
      description: ${create}
      requestBody: { content: { application/json: { schema: *label } } }
      responses: { '200': &one { description: one, content: { application/json: { schema: *label } } }, '201': *one, '422': &no { description: Validation failed. } }
  /labels/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Label: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1, description: '${said}' }, color: { type: string } } } }
`
}

interface Label {
  readonly name: string
}

type Second = 'refuses' | 'overwrites' | 'shows'

function createLabels(second: Second): (request: Request) => Promise<Response> {
  const store = new Map<string, Label>()
  return async (request) => {
    const name = decodeURIComponent(new URL(request.url).pathname.split('/')[2] ?? '')
    if (request.method === 'POST') {
      const sent = (await request.json()) as Label
      const before = store.get(sent.name)
      if (before !== undefined && second === 'refuses') return Response.json({}, { status: 409 })
      if (before !== undefined && second === 'shows') return Response.json(before)
      store.set(sent.name, sent)
      return Response.json(sent, { status: 201 })
    }
    if (name === '') return Response.json([...store.values()])
    const label = store.get(name)
    if (label === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'GET') return Response.json(label)
    store.delete(name)
    return new Response(null, { status: 204 })
  }
}

const LAW = 'law.second-create-of-a-key[label]'
const UNIQUE = labels('Names are unique in a repository.')

test.each<[Second, string, string]>([
  ['refuses', UNIQUE, 'pass'],
  ['overwrites', UNIQUE, 'fail'],
  ['shows', UNIQUE, 'warn'],
  ['overwrites', labels('The name of the label.'), 'skip'],
  ['overwrites', labels('Names are unique in a repository.', 'Creates or updates a label.'), 'skip'],
])('a second create that %s, where the document says that names are unique', async (second, text, expected) => {
  const { document } = readWritten({ 'labels.yaml': text })
  const { results } = await fireAt(document, createLabels(second), { selects: (id) => id === LAW })
  expect(results.find(({ id }) => id === LAW)?.status).toBe(expected)
})
