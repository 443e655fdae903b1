import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { type Crud, createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Flags that the first DELETE archives, and the second one deletes. */
const documentOf = (ofDelete: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'flags.yaml': `openapi: 3.1.0
info: { title: flags, version: '1' }
paths:
  /flags:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Flag' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }, '422': &no { description: refused } } }
  /flags/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { description: An archived flag can still be read., responses: { '200': *one, '404': *no } }
    put:
      description: Replaces the flag. An archived flag must be restored before it is replaced (409).
      requestBody: { required: true, content: { application/json: { schema: *new } } }
      responses: { '200': *one, '404': *no, '409': *no, '422': *no }
    delete: { description: ${JSON.stringify(ofDelete)}, responses: { '204': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 } } }
    Flag: { type: object, required: [ id, name, archived ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, archived: { type: boolean, readOnly: true } } }
`,
  }).document

const LAW = 'law.other-state-is-refused[flag]'
const ARCHIVES = 'Archives the flag. Deleting an archived flag again deletes it for good.'

async function fire(isRefused: boolean, ofDelete = ARCHIVES): Promise<readonly string[]> {
  const before: Crud['before'] = ({ method, url }, store) => {
    const id = Number(new URL(url).pathname.split('/').at(-1))
    const held = store.get(id)
    if (held?.['archived'] === true && method === 'PUT' && isRefused) return new Response(null, { status: 409 })
    if (method !== 'DELETE' || held === undefined || held['archived'] === true) return undefined
    store.set(id, { ...held, archived: true })
    return new Response(null, { status: 204 })
  }
  const { answer, held } = createCrud({
    path: '/flags',
    isValid: ({ name }) => typeof name === 'string' && name !== '',
    created: (body) => ({ ...body, archived: false }),
    updated: { PUT: (_, body) => ({ ...body, archived: false }) },
    before,
  })
  const report = await fireAt(documentOf(ofDelete), answer, { selects: (id) => id === LAW })
  expect(held()).toEqual([])
  return told(report)
}

test('a member that its delete has archived is not changed where the document says so', async () => {
  expect(await fire(true)).toEqual([])
  expect(await fire(false)).toEqual([`fail ${LAW}`])
  expect(await fire(false, 'Deletes the flag.')).toEqual([])
})
