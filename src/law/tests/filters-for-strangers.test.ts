import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
security: [ { bearer: [] } ]
paths:
  /notes:
    get:
      parameters: [ { name: label, in: query, description: Only notes with this label., schema: { type: string } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &note { type: object, required: [ id, label ], properties: { id: { type: integer }, label: { type: string } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ label ], properties: { label: { type: string, minLength: 1 } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '422': { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': &none { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': *none } }
components: { securitySchemes: { bearer: { type: http, scheme: bearer } } }
`,
})

const status = (code: number): Response => new Response(null, { status: code })

/** The findings at a server whose callers have notes of their own, but for a filter that may ignore the caller. */
async function toldOf(isLeaking: boolean): Promise<readonly string[]> {
  const notes = new Map<number, { readonly label: string; readonly owner: string }>()
  let last = 0
  const answer = async (request: Request): Promise<Response> => {
    const { method, url, headers } = request
    const { pathname, searchParams } = new URL(url)
    const owner = headers.get('authorization') ?? ''
    const key = Number(pathname.split('/')[2] ?? Number.NaN)
    const asked = searchParams.get('label')
    if (!/^Bearer (?:mine|theirs)$/.test(owner)) return status(401)
    if (Number.isNaN(key) && method === 'GET')
      return Response.json(
        [...notes]
          .filter(([, note]) => note.owner === owner || (isLeaking && asked !== null))
          .filter(([, { label }]) => asked === null || label === asked)
          .map(([id, { label }]) => ({ id, label })),
      )
    if (Number.isNaN(key)) {
      const { label } = (await request.json().catch(() => ({}))) as { readonly label?: unknown }
      if (typeof label !== 'string' || label === '') return status(422)
      last += 1
      notes.set(last, { label, owner })
      return Response.json({ id: last, label }, { status: 201 })
    }
    const found = notes.get(key)
    if (found?.owner !== owner) return status(404)
    if (method === 'DELETE') notes.delete(key)
    return method === 'DELETE' ? status(204) : Response.json({ id: key, label: found.label })
  }
  const report = await fireAt(document, answer, {
    principals: { owner: { bearer: 'mine' }, stranger: { bearer: 'theirs' } },
    selects: (id) => id === 'law.strangers-are-refused[note]',
  })
  expect([notes.size, report.results.map(({ status: one }) => one)]).toEqual([0, [isLeaking ? 'fail' : 'pass']])
  return told(report)
}

test('a list that is filtered keeps to the notes of its caller', async () => {
  expect(await toldOf(false)).toEqual([])
})

test('a filter that ignores whose notes they are is told', async () => {
  expect(await toldOf(true)).toEqual(['fail law.strangers-are-refused[note]'])
})
