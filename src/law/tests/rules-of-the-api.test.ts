import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Jars whose rules of updates stand in the description of the API alone. */
const documentSaying = (description: string): string => `openapi: 3.1.0
info:
  title: jars
  version: '1'
  description: |
${description.replaceAll(/^/gm, '    ')}
paths:
  /jars:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Jar' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewJar' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Jar' } } } }, '400': &no { description: refused } } }
  /jars/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    post: { summary: Update a jar, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Metadata: { type: object, maxProperties: 20, additionalProperties: { type: string, maxLength: 500 } }
    Change: { type: object, properties: { note: { type: string, maxLength: 40 }, sealed: { type: boolean }, metadata: { $ref: '#/components/schemas/Metadata' } } }
    NewJar: { allOf: [ { $ref: '#/components/schemas/Change' } ], required: [ note ] }
    Jar: { type: object, required: [ id ], properties: { id: { type: integer }, note: { type: string }, sealed: { type: boolean }, metadata: { $ref: '#/components/schemas/Metadata' } } }
`

const RULES = `Jars of a shelf.

- \`metadata\` is merged key by key: keys that are sent are set, a key whose value is the empty string is removed, and keys that are not sent stay.
- An update is a POST to the object. Parameters that are not sent stay as they are.`

type Metadata = Readonly<Record<string, unknown>>
type Mode = 'right' | 'replaces' | 'stores-empty' | 'resets'

function createJars(mode: Mode): (request: Request) => Promise<Response> {
  const store = new Map<number, { readonly id: number; readonly metadata: Metadata }>()
  let last = 0
  return async (request) => {
    const [, , own] = new URL(request.url).pathname.split('/')
    const jar = store.get(Number(own))
    if (own !== undefined && jar === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET') return Response.json(own === undefined ? [...store.values()] : jar)
    const sent: unknown = await request.json().catch(() => null)
    if (!isValid(sent, jar === undefined)) return Response.json({}, { status: 400 })
    const entries = { ...(mode === 'replaces' ? {} : jar?.metadata), ...(sent['metadata'] as Metadata | undefined) }
    const kept = Object.entries(entries).filter(([, value]) => value !== '' || mode === 'stores-empty')
    const metadata = sent['metadata'] === undefined ? (jar?.metadata ?? {}) : Object.fromEntries(kept)
    const reset = mode === 'resets' ? { sealed: false } : {}
    const next = { sealed: false, ...jar, ...reset, ...sent, metadata, id: jar?.id ?? (last += 1) }
    store.set(next.id, next)
    return Response.json(next, { status: jar === undefined ? 201 : 200 })
  }
}

function isValid(sent: unknown, isNew: boolean): sent is Readonly<Record<string, unknown>> {
  if (!isObject(sent)) return false
  const { note, sealed = false, metadata = {} } = sent
  if (note === undefined ? isNew : !isText(note, 40)) return false
  const values = isObject(metadata) ? Object.values(metadata) : [0]
  return typeof sealed === 'boolean' && values.length <= 20 && values.every((value) => isText(value, 500))
}

function isText(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.length <= most
}

const isAboutUpdates = (id: string): boolean =>
  /\b(?:maps-merge|null-removes-entries|merge-leaves-the-rest|boundary-values-come-back)\b/.test(id)

test.each([
  ['right', []],
  ['replaces', ['fail law.maps-merge[jar]']],
  ['stores-empty', ['fail law.null-removes-entries[jar]']],
  ['resets', ['fail law.merge-leaves-the-rest[jar]']],
] as const)('rules of updates in the description of the API: %s', async (mode, expected) => {
  const { document } = readWritten({ 'jars.yaml': documentSaying(RULES) })
  const report = await fireAt(document, createJars(mode), { selects: isAboutUpdates })
  expect(told(report).toSorted()).toEqual([...expected])
})

test('a sentence about one resource is no rule of all', async () => {
  const { document } = readWritten({
    'jars.yaml': documentSaying('`metadata` of a lid is merged key by key. A PATCH leaves fields that are not sent.'),
  })
  const report = await fireAt(document, createJars('resets'), { selects: isAboutUpdates })
  expect(report.results.map(({ id }) => id)).not.toContain('law.null-removes-entries[jar]')
  expect(told(report).toSorted()).toEqual([
    'warn law.boundary-values-come-back[jar]',
    'warn law.merge-leaves-the-rest[jar]',
  ])
})
