import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { isObject, valueAt } from '../../../json/pointer.ts'
import { inferModel } from '../../../resource/infer/infer-model.ts'
import type { Resource } from '../../../resource/model.ts'
import { fireAt, told } from '../../tests/fire-at.test-support.ts'

/** Notes, which a request has two levels deep. */
const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ data ], properties: { data: { type: object, required: [ attributes ], properties: { attributes: { $ref: '#/components/schemas/Note' } } } } } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, '422': { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas: { Note: { type: object, required: [ text, size ], properties: { id: { type: string, readOnly: true }, text: { type: string }, size: { type: integer } } } }
`,
})

/** The findings at a server that refuses notes without a size, and stores them all the same or not. */
async function toldOf(stores: boolean): Promise<readonly string[]> {
  const { resources, ...model } = inferModel(document)
  const { note } = resources
  if (note === undefined) throw new Error('the document has notes')
  const wrapped: Resource = {
    ...note,
    wrap: { value: { request: '/data/attributes' }, certainty: 'sure', because: 'written' },
  }
  const notes: unknown[] = []
  const handle = async (request: Request): Promise<Response> => {
    if (request.method === 'GET') return Response.json(notes)
    const sent = valueAt(await request.json(), '/data/attributes')
    if (!isObject(sent)) return new Response(null, { status: 422 })
    const isValid = typeof sent['text'] === 'string' && Number.isInteger(sent['size'])
    if (isValid || stores) notes.push({ id: String(notes.length), ...sent })
    return isValid ? Response.json(notes.at(-1), { status: 201 }) : new Response(null, { status: 422 })
  }
  const report = await fireAt(document, handle, {
    model: { ...model, resources: { ...resources, note: wrapped } },
    selects: (id) => id.startsWith('law.refused-create-leaves-nothing'),
  })
  return told(report)
}

test('a refused create is sent where requests have the member, however deep', async () => {
  expect([await toldOf(true), await toldOf(false)]).toEqual([['fail law.refused-create-leaves-nothing[note]'], []])
})
