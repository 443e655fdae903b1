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
  schemas: { Label: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1, description: '${said}' }, color: { type: string }, marks: { type: array, minItems: 1, items: { type: string } } } } }
`
}

interface Label {
  readonly name: string
  readonly marks?: readonly string[]
}

type Second = 'refuses' | 'overwrites' | 'shows' | 'refuses, and takes the marks'

function createLabels(second: Second): (request: Request) => Promise<Response> {
  const store = new Map<string, Label>()
  return async (request) => {
    const name = decodeURIComponent(new URL(request.url).pathname.split('/')[2] ?? '')
    if (request.method === 'POST') {
      const sent = (await request.json()) as Label
      const before = store.get(sent.name)
      if (before !== undefined && second === 'refuses') return Response.json({}, { status: 409 })
      if (before !== undefined && second === 'refuses, and takes the marks') {
        store.set(sent.name, { ...before, ...(sent.marks === undefined ? {} : { marks: sent.marks }) })
        return Response.json({}, { status: 409 })
      }
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
  ['refuses, and takes the marks', UNIQUE, 'fail'],
  ['overwrites', labels('The name of the label.'), 'skip'],
  ['overwrites', labels('Names are unique in a repository.', 'Creates or updates a label.'), 'skip'],
])('a second create that %s, where the document says that names are unique', async (second, text, expected) => {
  const { document } = readWritten({ 'labels.yaml': text })
  const { results } = await fireAt(document, createLabels(second), { selects: (id) => id === LAW })
  expect(results.find(({ id }) => id === LAW)?.status).toBe(expected)
})

/** Crates whose id a caller may give. */
function crates(said: string): string {
  return `openapi: 3.1.0
info: { title: crates, version: '1' }
paths:
  /crates:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Crate' } } } } } } }
    post:
      description: Creates a crate.
      requestBody: { content: { application/json: { schema: { type: object, required: [ size ], properties: { id: { type: string, description: '${said}' }, size: { type: string } } } } } }
      responses: { '200': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Crate' } } } }, default: &no { description: Any refusal. } }
  /crates/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Crate: { type: object, required: [ id ], properties: { id: { type: string }, size: { type: string } } } }
`
}

type Given = 'refuses' | 'overwrites' | 'shows' | 'ignores'

function createCrates(given: Given) {
  const store = new Map<string, { readonly id: string; readonly size: string }>()
  let last = 0
  const handle = async (request: Request): Promise<Response> => {
    const id = decodeURIComponent(new URL(request.url).pathname.split('/')[2] ?? '')
    if (request.method === 'POST') {
      const { id: own = `c${(last += 1)}`, size } = (await request.json()) as { id?: string; size: string }
      const key = given === 'ignores' ? `c${(last += 1)}` : own
      const before = store.get(key)
      if (before !== undefined && given === 'refuses') return Response.json({}, { status: 400 })
      if (before !== undefined && given === 'shows') return Response.json(before)
      store.set(key, { id: key, size })
      return Response.json(store.get(key))
    }
    if (id === '') return Response.json([...store.values()])
    const crate = store.get(id)
    if (crate === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'GET') return Response.json(crate)
    store.delete(id)
    return new Response(null, { status: 204 })
  }
  return { store, handle }
}

const OVERRIDDEN = crates('You can override this ID, but the ID must be unique across all crates.')

test.each<[Given, string, string]>([
  ['refuses', OVERRIDDEN, 'pass'],
  ['overwrites', OVERRIDDEN, 'fail'],
  ['shows', OVERRIDDEN, 'warn'],
  ['ignores', OVERRIDDEN, 'skip'],
  ['overwrites', crates('The id of the crate.'), 'skip'],
])('a second create under a key that the caller may give: the server %s', async (given, text, expected) => {
  const { document } = readWritten({ 'crates.yaml': text })
  const { store, handle } = createCrates(given)
  const { results } = await fireAt(document, handle, { selects: (id) => id === 'law.second-create-of-a-key[crate]' })
  expect(results.find(({ id }) => id === 'law.second-create-of-a-key[crate]')?.status).toBe(expected)
  expect([...store.keys()]).toEqual([])
})

/** Boards whose key a caller gives, and which stand in a folder. */
const BOARDS = `openapi: 3.1.0
info: { title: boards, version: '1' }
paths:
  /folders:
    post: { requestBody: { content: { application/json: { schema: &folder { type: object, required: [ uid ], properties: { uid: { type: string, minLength: 1 } } } } } }, responses: { '201': &one-folder { description: one, content: { application/json: { schema: *folder } } }, '400': &no { description: refused }, '409': *no } }
  /folders/{uid}:
    parameters: &key [ { name: uid, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one-folder, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /boards:
    post: { description: A board with this uid is answered with 409., requestBody: { content: { application/json: { schema: &board { type: object, required: [ uid, folderUid ], properties: { uid: { type: string, minLength: 1 }, folderUid: { type: string }, title: { type: string } } } } } }, responses: { '201': &one-board { description: one, content: { application/json: { schema: *board } } }, '400': *no, '409': { description: A board with this uid exists. } } }
  /boards/{uid}:
    parameters: *key
    get: { responses: { '200': *one-board, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
`

test('a second create under a key names the members that the first one named', async () => {
  const store = new Map<string, unknown>()
  const { document } = readWritten({ 'boards.yaml': BOARDS })
  const { results } = await fireAt(
    document,
    async (request) => {
      const path = new URL(request.url).pathname
      if (request.method === 'POST') {
        const sent = (await request.json()) as { readonly uid: string; readonly folderUid?: string }
        const isFound = path !== '/boards' || store.has(`/folders/${sent.folderUid}`)
        const status = isFound ? (store.has(`${path}/${sent.uid}`) ? 409 : 201) : 400
        if (status === 201) store.set(`${path}/${sent.uid}`, sent)
        return Response.json(sent, { status })
      }
      const member = store.get(path)
      if (request.method === 'DELETE') store.delete(path)
      if (member === undefined) return new Response(null, { status: 404 })
      return request.method === 'GET' ? Response.json(member) : new Response(null, { status: 204 })
    },
    { selects: (id) => id === 'law.second-create-of-a-key[board]' },
  )
  expect(results.find(({ id }) => id === 'law.second-create-of-a-key[board]')?.status).toBe('pass')
  expect(store.size).toBe(0)
})
