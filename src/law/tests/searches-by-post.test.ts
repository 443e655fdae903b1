import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { bodySearches } from '../../resource/infer/body-searches.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Notes that are searched by POST. */
const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
security: [ { token: [] } ]
paths:
  /notes:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: &note { $ref: '#/components/schemas/Note' } } } }, '400': &no { description: refused }, '401': *no } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '401': *no, '404': *no } }
    delete: { responses: { '204': *no, '401': *no, '404': *no } }
  /notes/search:
    post:
      operationId: searchNotes
      description: 'Finds notes. \`tags\` are tags that a note has, all of them. The notes are sorted by \`order_by\`, those that are equal by creation.'
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Search' } } } }
      responses: { '200': { description: found, content: { application/json: { schema: { type: object, required: [ total, data ], properties: { total: { type: integer }, data: { type: array, items: *note } } } } } }, '400': *no, '401': *no }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    New: { type: object, required: [ title, stage ], properties: &own { title: { type: string, minLength: 1 }, stage: { enum: [ draft, open, done ] }, tags: { type: array, items: { type: string } } } }
    Note: { type: object, required: [ id, title, stage, tags ], properties: { id: { type: integer, readOnly: true }, <<: *own } }
    Search:
      type: object
      properties:
        filter: { type: object, properties: { stage: { enum: [ draft, open, done ], description: Only notes of this stage } } }
        tags: { type: array, items: { type: string } }
        order_by: { enum: [ created, title ], default: created }
        limit: { type: integer, minimum: 1, maximum: 100, default: 10 }
        offset: { type: integer, minimum: 0, default: 0 }
`,
})

type Fault = 'any-tag' | 'no-filter' | 'counts-page' | 'cuts-first' | 'skips-one' | 'long-pages' | 'unscoped' | 'late'

interface Note {
  readonly id: number
  readonly title: string
  readonly stage: string
  readonly tags: readonly string[]
}

interface Search {
  readonly filter?: { readonly stage?: string }
  readonly tags?: readonly string[]
  readonly order_by?: 'created' | 'title'
  readonly limit?: number
  readonly offset?: number
}

const status = (code: number): Response => new Response(null, { status: code })

/** The notes that a search finds, and their number: right but for a fault. */
function found(
  notes: readonly Note[],
  asked: Search,
  fault?: Fault,
): { readonly total: number; readonly data: readonly Note[] } {
  const { filter = {}, tags = [], order_by: order = 'created', limit = 10, offset = 0 } = asked
  const hasTags = ({ tags: own }: Note): boolean =>
    fault === 'any-tag' && tags.length > 0
      ? tags.some((tag) => own.includes(tag))
      : tags.every((tag) => own.includes(tag))
  const hits = notes.filter(
    (note) => hasTags(note) && (fault === 'no-filter' || filter.stage === undefined || note.stage === filter.stage),
  )
  const from = fault === 'skips-one' && offset > 0 ? offset + 1 : offset
  const cut = (all: readonly Note[]): readonly Note[] =>
    all.slice(from, fault === 'long-pages' ? from + 10 : from + limit)
  const sorted = (all: readonly Note[]): readonly Note[] =>
    order === 'title' ? all.toSorted((one, other) => (one.title < other.title ? -1 : 1)) : all
  const data = fault === 'cuts-first' ? sorted(cut(hits)) : cut(sorted(hits))
  return { total: fault === 'counts-page' ? data.length : hits.length, data }
}

/** The findings of the laws of searches and of strangers at a server. */
async function toldOf(fault?: Fault): Promise<readonly string[]> {
  const notes = new Map<number, Note & { readonly owner: string }>()
  let last = 0
  const answer = async (request: Request): Promise<Response> => {
    const { method, url, headers } = request
    const owner = headers.get('authorization') ?? ''
    if (!/^Bearer (?:mine|theirs)$/.test(owner)) return status(401)
    const key = new URL(url).pathname.split('/')[2]
    const own = [...notes.values()].filter((note) => note.owner === owner || (fault === 'unscoped' && key === 'search'))
    const body = method === 'POST' ? ((await request.json().catch(() => ({}))) as Partial<Note> & Search) : {}
    if (key === 'search')
      return method === 'POST' ? Response.json(found(fault === 'late' ? [] : own, body, fault)) : status(405)
    if (key === undefined) {
      const { title, stage, tags = [] } = body
      if (method !== 'POST') return status(405)
      if (typeof title !== 'string' || title === '' || typeof stage !== 'string') return status(400)
      last += 1
      const note = { id: last, title, stage, tags: [...tags] }
      notes.set(last, { ...note, owner })
      return Response.json(note, { status: 201 })
    }
    const note = own.find(({ id }) => id === Number(key))
    if (note === undefined) return status(404)
    if (method === 'DELETE') notes.delete(note.id)
    return method === 'DELETE' ? status(204) : Response.json(note)
  }
  const report = await fireAt(document, answer, {
    level: 'should',
    principals: { owner: { bearer: 'mine' }, stranger: { bearer: 'theirs' } },
    selects: (id) => /(?:searches-keep-to-their-bodies|strangers-are-refused)\[note\]/.test(id),
  })
  expect([notes.size, report.results.length]).toEqual([0, 2])
  return told(report)
}

test('each property of the body of a search is a query parameter of a list', () => {
  const { note } = inferModel(document).resources
  const [search] = note === undefined ? [] : bodySearches(note, document)
  expect([...(search?.places ?? [])]).toEqual([
    ['stage', '/filter/stage'],
    ['tags', '/tags'],
    ['order_by', '/order_by'],
    ['limit', '/limit'],
    ['offset', '/offset'],
  ])
  expect(search?.asList.parameters.map(({ description }) => description)).toEqual([
    'Only notes of this stage.',
    '`tags` are tags that a note has, all of them.',
    'The notes are sorted by `order_by`, those that are equal by creation.',
    undefined,
    undefined,
  ])
})

test('a right search is not accused, nor one whose index knows no member yet', async () => {
  expect(await toldOf()).toEqual([])
  expect(await toldOf('late')).toEqual([])
})

test.each<[Fault, string]>([
  ['any-tag', 'searches-keep-to-their-bodies'],
  ['no-filter', 'searches-keep-to-their-bodies'],
  ['counts-page', 'searches-keep-to-their-bodies'],
  ['cuts-first', 'searches-keep-to-their-bodies'],
  ['skips-one', 'searches-keep-to-their-bodies'],
  ['long-pages', 'searches-keep-to-their-bodies'],
  ['unscoped', 'strangers-are-refused'],
])('the fault %s of a search is told', async (fault, law) => {
  expect(await toldOf(fault)).toEqual([`fail law.${law}[note]`])
})
