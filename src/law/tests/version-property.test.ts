import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Contacts with an etag, and with keys that change with each change: of the contact, or of its note. */
const DOCUMENT = `openapi: 3.1.0
info: { title: contacts, version: '1' }
paths:
  /contacts:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Contact' } } } }, '400': &no { description: refused } }
  /contacts/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      description: Properties that are left out keep their values.
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string, minLength: 1 }, note: { type: string } } } } } }
      responses: { '200': *one, '400': *no, '404': *no }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 }, note: { type: string } } }
    Contact:
      allOf:
        - $ref: '#/components/schemas/New'
        - type: object
          required: [ id, etag, changeKey ]
          properties:
            id: { type: integer, readOnly: true }
            etag: { type: string, readOnly: true }
            changeKey: { type: string, readOnly: true, description: Identifies the state of the contact. Changes with each change. }
            noteKey: { type: string, readOnly: true, description: Changes with each change of the note. }
`
const { document } = readWritten({ 'contacts.yaml': DOCUMENT })

const LAW = 'law.version-property-changes[contact]'

interface Contact {
  readonly id: number
  readonly name: string
  readonly note?: string
  readonly etag: string
  readonly changeKey: string
  readonly noteKey: string
}

async function fire(stays?: 'etag' | 'changeKey'): Promise<readonly string[]> {
  const contacts = new Map<number, Contact>()
  let last = 0
  let version = 0
  const report = await fireAt(
    document,
    async (request) => {
      const [, , own] = new URL(request.url).pathname.split('/')
      const held = contacts.get(Number(own))
      if (own !== undefined && held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: contacts.delete(Number(own)) ? 204 : 404 })
      if (request.method === 'GET') return Response.json(held)
      const sent = (await request.json()) as Partial<Contact>
      if (sent.name === '' || (held === undefined && sent.name === undefined))
        return new Response(null, { status: 400 })
      version += 1
      const made: Contact = {
        name: '',
        ...held,
        ...sent,
        id: held?.id ?? (last += 1),
        etag: stays === 'etag' && held !== undefined ? held.etag : `e${version}`,
        changeKey: stays === 'changeKey' && held !== undefined ? held.changeKey : `c${version}`,
        noteKey: `n${sent.note ?? held?.note ?? ''}`,
      }
      contacts.set(made.id, made)
      return Response.json(made, { status: held === undefined ? 201 : 200 })
    },
    { selects: (id) => id === LAW },
  )
  expect(contacts.size).toBe(0)
  return told(report)
}

test('versions that change, and a key that changes with one property, are not accused', async () => {
  expect(await fire()).toEqual([])
})

test('a property of which the document says that each change changes it is held to that beside an etag', async () => {
  expect(await fire('changeKey')).toEqual([`fail ${LAW}`])
})

test('a property that is named like a version is a should', async () => {
  expect(await fire('etag')).toEqual([`warn ${LAW}`])
})
