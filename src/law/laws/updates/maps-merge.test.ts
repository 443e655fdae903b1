import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { isObject } from '../../../json/pointer.ts'
import { fireAt } from '../../tests/fire-at.test-support.ts'

/** Jars with labels, which an update merges, as one of two descriptions says. */
const documentWith = (update: string, labels: string, entries = '{ type: string }'): string => `openapi: 3.1.0
info: { title: jars, version: '1' }
paths:
  /jars:
    post: { requestBody: { required: true, content: { application/json: { schema: &jar { $ref: '#/components/schemas/Jar' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *jar } } }, '400': &no { description: refused } } }
  /jars/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { description: '${update}', requestBody: { required: true, content: { application/json: { schema: *jar } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Jar: { type: object, properties: { id: { type: integer, readOnly: true }, labels: { type: object, description: '${labels}', additionalProperties: ${entries} } } }
`

const BY_UPDATE = documentWith('Changes a jar. The `labels` are merged.', 'Labels.')
const BY_PROPERTY = documentWith('Changes a jar.', 'Labels. Keys are merged.')
const FREE = documentWith(
  'Changes a jar.',
  'Labels. An update merges them at their first level: keys with `null` are removed.',
  'true',
)
const FREE_BY_UPDATE = documentWith(
  'Changes a jar. The `labels` are merged instead of being replaced.',
  'Labels.',
  'true',
)
const EMPTIED = documentWith(
  'Changes a jar.',
  'Labels. Individual keys can be unset by posting an empty value to them.',
)
const ABOUT_MERGES = documentWith('Changes a jar.', 'How jars are merged.', 'true')
const BY_NEITHER = documentWith('Changes a jar.', 'Labels.')
const REPLACED = documentWith('Changes a jar.', 'Labels. They are replaced, and not merged.')

type Labels = Readonly<Record<string, string>>

function createJars(
  mode: 'merges' | 'removes' | 'empties' | 'replaces' | 'keeps' | 'refuses' | 'drops',
): (request: Request) => Promise<Response> {
  const store = new Map<number, { readonly id: number; readonly labels: Labels }>()
  let last = 0
  return async (request) => {
    const [, , own] = new URL(request.url).pathname.split('/')
    const jar = store.get(Number(own))
    if (own !== undefined && jar === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET') return Response.json(jar)
    const sent: unknown = await request.json().catch(() => null)
    const labels = isObject(sent) ? (sent['labels'] ?? {}) : null
    if (!isObject(labels)) return Response.json({}, { status: 400 })
    const old = jar?.labels ?? {}
    if (mode === 'refuses' && Object.keys(labels).length > 0) return Response.json({}, { status: 400 })
    const merged = { ...old, ...labels }
    const rest = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
    const full = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
    const kept = jar === undefined ? labels : old
    const next = {
      merges: merged,
      removes: rest,
      empties: full,
      replaces: labels,
      keeps: kept,
      refuses: {},
      drops: {},
    }[mode]
    const id = jar?.id ?? (last += 1)
    store.set(id, { id, labels: next })
    return Response.json(store.get(id), { status: jar === undefined ? 201 : 200 })
  }
}

const ID = 'law.maps-merge[jar]'

test.each([
  [BY_UPDATE, 'merges', 'pass'],
  [BY_PROPERTY, 'merges', 'pass'],
  [BY_UPDATE, 'replaces', 'fail'],
  [BY_PROPERTY, 'replaces', 'fail'],
  [BY_PROPERTY, 'keeps', 'fail'],
  [EMPTIED, 'empties', 'pass'],
  [EMPTIED, 'replaces', 'fail'],
  [FREE, 'removes', 'pass'],
  [FREE, 'merges', 'pass'],
  [FREE, 'replaces', 'fail'],
  [FREE_BY_UPDATE, 'replaces', 'fail'],
  [FREE, 'refuses', 'skip'],
  [FREE, 'drops', 'skip'],
  [ABOUT_MERGES, 'replaces', 'skip'],
  [BY_NEITHER, 'replaces', 'skip'],
  [REPLACED, 'replaces', 'skip'],
] as const)('a map that an update merges, or not: %#', async (text, mode, status) => {
  const { document } = readWritten({ 'jars.yaml': text })
  const report = await fireAt(document, createJars(mode), { selects: (id) => id === ID })
  expect(report.results.map((one) => one.status)).toEqual([status])
})

test.each([
  [EMPTIED, 'empties', ['pass']],
  [EMPTIED, 'merges', ['fail']],
  [FREE, 'removes', ['pass']],
  [FREE, 'merges', ['fail']],
  [FREE, 'refuses', ['skip']],
  [FREE, 'drops', ['skip']],
  [FREE_BY_UPDATE, 'merges', []],
] as const)('a map of which null or an empty value removes an entry, or not: %#', async (text, mode, statuses) => {
  const { document } = readWritten({ 'jars.yaml': text })
  const own = 'law.null-removes-entries[jar]'
  const report = await fireAt(document, createJars(mode), { selects: (id) => id === own || id === ID })
  expect(report.results.flatMap(({ id, status }) => (id === own ? [status] : []))).toEqual(statuses)
})
