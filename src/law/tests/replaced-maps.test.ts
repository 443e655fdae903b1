import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** The texts of the document, and a flag for a server that merges the map. `own` are entries that the server adds. */
interface Server {
  readonly ofUpdate: string
  readonly ofMap: string
  readonly merges: boolean
  readonly own?: Readonly<Record<string, string>>
  readonly media?: string
  /** Keywords of the map, or of an object in its place. */
  readonly schema?: string
}

/** Contacts with a map of entries, and what the document says of it. */
const documentWith = ({
  ofUpdate,
  ofMap,
  media = 'application/json',
  schema = MAP,
}: Server): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'contacts.yaml': `openapi: 3.1.0
info: { title: contacts, version: '1' }
paths:
  /contacts:
    post: { requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Contact' } } } }, '400': &no { description: no } } }
  /contacts/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { description: ${ofUpdate}, requestBody: { required: true, content: { ${media}: { schema: { type: object, properties: { name: { type: string }, custom: &custom { type: object, description: ${ofMap}, ${schema} } } } } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ name ], properties: { name: { type: string }, custom: *custom } }
    Contact: { type: object, required: [ id, name ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, custom: *custom } }
`,
  }).document

const MAP = 'additionalProperties: { type: string }'
const OBJECT = 'required: [ street ], properties: { street: { type: string }, floor: { type: string } }'

interface Contact {
  readonly name?: string
  readonly custom?: Readonly<Record<string, string>>
}

const LAW = 'law.merge-leaves-the-rest[contact]'
const CHANGES = 'Changes the properties of the body and leaves the others.'
const WHOLE = `${CHANGES} \`custom\` is replaced as a whole.`

test.each<[Server, readonly string[]]>([
  [{ ofUpdate: WHOLE, ofMap: 'More.', merges: false }, []],
  [{ ofUpdate: WHOLE, ofMap: 'More.', merges: false, own: { source: 'api' } }, []],
  [{ ofUpdate: WHOLE, ofMap: 'More.', merges: true, media: 'application/merge-patch+json' }, []],
  [{ ofUpdate: `${CHANGES} \`labels\` is replaced as a whole.`, ofMap: 'More.', merges: true }, []],
  [{ ofUpdate: WHOLE, ofMap: 'More.', merges: true }, [`fail ${LAW}`]],
  [{ ofUpdate: CHANGES, ofMap: 'An update replaces the whole map.', merges: true }, [`fail ${LAW}`]],
  [{ ofUpdate: CHANGES, ofMap: 'More.', merges: true }, []],
  [{ ofUpdate: WHOLE, ofMap: 'More.', merges: false, schema: OBJECT }, []],
  [{ ofUpdate: CHANGES, ofMap: 'More.', merges: true, schema: OBJECT }, []],
  [{ ofUpdate: WHOLE, ofMap: 'More.', merges: true, schema: OBJECT }, [`fail ${LAW}`]],
])('contacts with %j', async (server, found) => {
  const { merges, own = {} } = server
  const contacts = new Map<number, Contact>()
  let last = 0
  const report = await fireAt(
    documentWith(server),
    async (request) => {
      const id = Number(new URL(request.url).pathname.split('/')[2])
      const held = contacts.get(id)
      if (request.method !== 'POST' && held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: contacts.delete(id) ? 204 : 404 })
      if (request.method === 'GET') return Response.json({ id, ...held })
      const sent = (await request.json()) as Contact
      const custom = merges ? { ...held?.custom, ...sent.custom } : (sent.custom ?? held?.custom)
      const key = held === undefined ? (last += 1) : id
      contacts.set(key, { ...held, ...sent, ...(custom === undefined ? {} : { custom: { ...custom, ...own } }) })
      return Response.json({ id: key, ...contacts.get(key) }, { status: held === undefined ? 201 : 200 })
    },
    { selects: (id) => id === LAW, level: 'should' },
  )
  expect(report.results.find(({ id }) => id === LAW)?.status).not.toBe('skip')
  expect(told(report)).toEqual(found)
})
