import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { createCrud, type Store, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Notes, of which up to three are created, updated and deleted at once. */
const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &note { $ref: '#/components/schemas/Note' } } } } } } }
    post:
      description: Creates one note, or up to 3 notes.
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { title: &title { type: string, maxLength: 40 }, text: &text { type: string, maxLength: 40 }, notes: { type: array, maxItems: 3, items: { type: object, required: [ title, text ], properties: { title: *title, text: *text } } } } } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { oneOf: [ { type: object, properties: { notes: { type: array, items: *note } } }, *note ] } } } }, '415': &no { description: refused }, '422': *no }
    patch:
      description: Updates notes. What is left out stays as it was.
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ notes ], properties: { notes: { type: array, items: { type: object, required: [ id ], properties: { id: { type: integer }, title: *title, text: *text } } } } } } } }
      responses: { '200': { description: done }, '422': *no }
    delete:
      parameters: [ { name: ids, in: query, required: true, schema: { type: array, items: { type: integer } } } ]
      responses: { '204': { description: gone } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *note } } }, '404': *no } }
    patch:
      description: Updates a note. What is left out stays as it was.
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { title: *title, text: *text } } } } }
      responses: { '200': { description: one, content: { application/json: { schema: *note } } }, '404': *no, '415': *no, '422': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Note: { type: object, required: [ id, title, text ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, text: { type: string } } } }
`,
})

type Fault =
  | 'loses one'
  | 'keeps half'
  | 'keeps half and says so'
  | 'takes four'
  | 'replaces'
  | 'updates all'
  | 'deletes the first'
  | 'deletes all'

function isText(value: unknown): boolean {
  return typeof value === 'string' && Array.from(value).length <= 40
}

function isPart(body: Values): boolean {
  return [body['title'] ?? '', body['text'] ?? ''].every(isText)
}

function isWhole(body: Values): boolean {
  return isText(body['title']) && isText(body['text'])
}

/** A server of notes, and the requests for several of them. */
function createNotes(fault?: Fault, others: readonly Values[] = []) {
  const sent: string[] = []
  let last = 1000
  const make = (store: Store, { title, text }: Values): Values => {
    last += 1
    store.set(last, { id: last, title, text })
    return { id: last, title, text }
  }
  const createAll = (store: Store, notes: readonly Values[]): Response => {
    const wrong = notes.findIndex((one) => !isWhole(one))
    if (notes.length === 0 || (notes.length > 3 && fault !== 'takes four')) return new Response(null, { status: 422 })
    if (wrong < 0)
      return Response.json(
        { notes: notes.slice(fault === 'loses one' ? 1 : 0).map((one) => make(store, one)) },
        { status: 201 },
      )
    const half = fault?.startsWith('keeps half') === true ? notes.slice(0, wrong).map((one) => make(store, one)) : []
    return Response.json(fault === 'keeps half and says so' ? { notes: half } : {}, { status: 422 })
  }
  const updateAll = (store: Store, notes: readonly Values[]): Response => {
    for (const { id, ...part } of notes) {
      const old = store.get(Number(id))
      if (old === undefined || !isPart(part)) return new Response(null, { status: 422 })
      const kept = fault === 'replaces' ? { title: '', text: '' } : old
      for (const key of fault === 'updates all' ? store.keys() : [Number(id)])
        store.set(key, { ...kept, ...part, id: key })
    }
    return new Response(null, { status: 200 })
  }
  const deleteAll = (store: Store, ids: readonly number[]): Response => {
    const meant = fault === 'deletes all' ? [...store.keys()] : fault === 'deletes the first' ? ids.slice(0, 1) : ids
    for (const id of meant) store.delete(id)
    return new Response(null, { status: 204 })
  }
  const crud = createCrud({
    path: '/notes',
    isValid: (body, method) => (method === 'POST' ? isWhole(body) : isPart(body)),
    created: ({ title, text }) => ({ title, text }),
    updated: { PATCH: (old, { title = old['title'], text = old['text'] }) => ({ title, text }) },
    before({ method, url }, store, body) {
      for (const one of others) if (!store.has(Number(one['id']))) store.set(Number(one['id']), one)
      const { pathname, searchParams } = new URL(url)
      const notes = listOf(objectOf(body)['notes']).map(objectOf)
      if (pathname !== '/notes' || method === 'GET' || (method === 'POST' && objectOf(body)['notes'] === undefined))
        return undefined
      sent.push(method)
      if (method === 'POST') return createAll(store, notes)
      if (method === 'PATCH') return updateAll(store, notes)
      return method === 'DELETE' ? deleteAll(store, searchParams.getAll('ids').map(Number)) : undefined
    },
  })
  return { ...crud, sent }
}

const selects = (id: string): boolean => /batch|answers/.test(id)

test.each<[Fault | undefined, readonly string[]]>([
  [undefined, []],
  ['loses one', ['fail law.batch-creates-all[note]']],
  ['keeps half', ['warn law.refused-batch-leaves-nothing[note]']],
  ['keeps half and says so', []],
  ['takes four', ['fail law.batch-maximum-is-kept[note]']],
  ['replaces', ['fail law.batch-update-changes-each[note]']],
  ['updates all', ['fail law.batch-update-changes-each[note]']],
  ['deletes the first', ['fail law.batch-delete-removes-each[note]']],
  ['deletes all', ['fail law.batch-delete-removes-each[note]']],
])('several notes at a server that %s', async (fault, expected) => {
  const notes = createNotes(fault)
  expect(told(await fireAt(document, notes.answer, { selects }))).toEqual(expected)
  expect(notes.held()).toEqual([])
  expect(new Set(notes.sent)).toEqual(new Set(['POST', 'PATCH', 'DELETE']))
})

test('no update or delete of several members is sent where the list shows members of others', async () => {
  const notes = createNotes('deletes all', [{ id: 7000, title: 'of others', text: 'kept' }])
  expect(told(await fireAt(document, notes.answer, { selects }))).toEqual([])
  expect([new Set(notes.sent), notes.held()]).toEqual([new Set(['POST']), [7000]])
})
