import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Databases at the root, and documents below them whose writes need the current revision. */
const DATABASES = `openapi: 3.1.0
info: { title: databases, version: '1' }
paths:
  /_all_dbs:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
  /{db}:
    parameters: [ &inDb { name: db, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { type: object, properties: { db_name: { type: string } } } } } }, '404': &no { description: missing } } }
    put: { responses: { '201': { description: created }, '412': { description: Database already exists } } }
    delete: { responses: { '200': { description: removed }, '404': *no } }
  /{db}/{docid}:
    parameters: [ *inDb, { name: docid, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: &doc { $ref: '#/components/schemas/Doc' } } } }, '404': *no } }
    put:
      description: When updating a document, the current document revision must be included. The whole document is replaced.
      parameters: [ &ifMatch { name: If-Match, in: header, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: *doc } } }
      responses: { '201': { description: stored, content: { application/json: { schema: *doc } } }, '400': *no, '404': *no, '409': &conflict { description: The document exists already or the specified revision is not the latest } }
    delete: { description: The current revision must be given., parameters: [ *ifMatch ], responses: { '200': { description: removed }, '404': *no, '409': *conflict } }
components:
  schemas:
    Doc: { type: object, required: [ title ], properties: { _id: { type: string }, _rev: { type: string }, title: { type: string } } }
`

const { document } = readWritten({ 'databases.yaml': DATABASES })

type Fault = 'none' | 'takes-no-revision' | 'takes-old-revisions' | 'deletes-without' | 'creates-twice'
type Doc = Readonly<Record<string, unknown>> & { readonly _rev: string }

const refuse = (status: number): Response => Response.json({ error: status }, { status })
const shown = (doc: Doc, status = 200): Response =>
  Response.json(doc, { status, headers: { ETag: `"${doc['_rev']}"` } })

function createDatabases(fault: Fault): {
  handle: (request: Request) => Promise<Response>
  dbs: Map<string, Map<string, Doc>>
} {
  const dbs = new Map([['seed', new Map<string, Doc>()]])
  let count = 0
  const handleDb = (method: string, name: string): Response => {
    if (method === 'PUT' && dbs.has(name))
      return fault === 'creates-twice' ? new Response(null, { status: 201 }) : refuse(412)
    if (method === 'PUT') dbs.set(name, new Map())
    if (!dbs.has(name)) return refuse(404)
    if (method === 'DELETE') dbs.delete(name)
    return method === 'PUT' ? new Response(null, { status: 201 }) : Response.json({ db_name: name })
  }
  const isConflict = (doc: Doc | undefined, rev: string | undefined, isDelete: boolean): boolean => {
    if (rev === doc?.['_rev']) return false
    if (rev === undefined) return fault !== (isDelete ? 'deletes-without' : 'takes-no-revision')
    return fault !== 'takes-old-revisions'
  }
  const handle = async (request: Request): Promise<Response> => {
    const [, name = '', id] = new URL(request.url).pathname.split('/').map(decodeURIComponent)
    if (name === '_all_dbs') return Response.json([...dbs.keys()])
    const docs = dbs.get(name)
    if (id === undefined || docs === undefined) return id === undefined ? handleDb(request.method, name) : refuse(404)
    const doc = docs.get(id)
    if (request.method !== 'PUT' && doc === undefined) return refuse(404)
    if (request.method === 'GET' && doc !== undefined) return shown(doc)
    const sent: unknown = request.method === 'PUT' ? await request.json().catch(() => null) : {}
    if (!isObject(sent) || (request.method === 'PUT' && typeof sent['title'] !== 'string')) return refuse(400)
    const inBody = typeof sent['_rev'] === 'string' ? sent['_rev'] : undefined
    const rev = request.headers.get('if-match')?.replaceAll('"', '') ?? inBody
    if (isConflict(doc, rev, request.method === 'DELETE')) return refuse(409)
    if (request.method === 'DELETE') return Response.json({ ok: docs.delete(id) })
    count += 1
    docs.set(id, { ...sent, _id: id, _rev: String(count) })
    return shown({ ...sent, _id: id, _rev: String(count) }, 201)
  }
  return { handle, dbs }
}

const ABOUT =
  /law\.(?:second-create-of-a-key|stale-write-is-refused|missing-version-is-refused|update-shows|read-equals-write|delete-has-effect|deleted-is-gone|valid-create-is-accepted)\[(?:db|doc)\]/

test.each([
  ['none', []],
  ['takes-no-revision', ['fail law.missing-version-is-refused[doc]']],
  ['takes-old-revisions', ['fail law.stale-write-is-refused[doc]']],
  ['deletes-without', ['fail law.missing-version-is-refused[doc]']],
  ['creates-twice', ['fail law.second-create-of-a-key[db]']],
] as const)('documents with revisions, and the fault %s', async (fault, found) => {
  const { handle, dbs } = createDatabases(fault)
  const report = await fireAt(document, handle, { selects: (id) => ABOUT.test(id) })
  expect(told(report).filter((one) => ABOUT.test(one))).toEqual(found)
  expect([report.leftBehind, [...dbs.keys()]]).toEqual([undefined, ['seed']])
})
