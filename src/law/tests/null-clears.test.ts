import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'goals.yaml': `openapi: 3.1.0
info: { title: goals, version: '1' }
paths:
  /goals:
    post:
      requestBody: { required: true, content: { application/json: { schema: &goal { $ref: '#/components/schemas/Goal' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *goal } } }, '400': &no { description: refused }, '415': *no }
  /goals/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      description: Properties that are left out stay as they are.
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { title: &title { type: string, minLength: 1, maxLength: 40 }, note: &note { type: [ string, 'null' ], maxLength: 60, description: 'A note. \`null\` clears it.' } } } } } }
      responses: { '200': *one, '400': *no, '404': *no, '415': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Goal: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: *title, note: *note } }
`,
})

function isText(value: unknown, most: number): boolean {
  return typeof value === 'string' && Array.from(value).length <= most
}

/** The status of the law at a server of goals, by what a patch does with a null: `clears`, `keeps` or `refuses`. */
async function statusWhere(nulls: 'clears' | 'keeps' | 'refuses'): Promise<string | undefined> {
  const goals = new Map<number, Readonly<Record<string, unknown>>>()
  let next = 1
  const report = await fireAt(document, async (request) => {
    const id = Number(new URL(request.url).pathname.split('/')[2])
    const found = goals.get(id)
    if (!Number.isNaN(id) && found === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'GET' && found !== undefined) return Response.json(found)
    if (request.method === 'DELETE') return new Response(null, { status: goals.delete(id) ? 204 : 404 })
    if (!['POST', 'PATCH'].includes(request.method))
      return Response.json({}, { status: 405, headers: { Allow: 'GET, PATCH, DELETE' } })
    if (request.headers.get('content-type') !== 'application/json') return Response.json({}, { status: 415 })
    const sent: unknown = await request.json().catch(() => null)
    const { title, note } = isObject(sent) ? sent : {}
    const isTitled = (title === undefined && found !== undefined) || (isText(title, 40) && title !== '')
    const isNoted = note === undefined || isText(note, 60) || (note === null && nulls !== 'refuses')
    if (!isObject(sent) || !isTitled || !isNoted) return Response.json({}, { status: 400 })
    const { note: _null, ...others } = sent
    const goal = { ...found, ...(note === null && nulls === 'keeps' ? others : sent), id: found?.['id'] ?? next }
    if (found === undefined) next += 1
    goals.set(goal.id as number, goal)
    return Response.json(goal, { status: found === undefined ? 201 : 200 })
  })
  return report.results.find(({ id }) => id === 'law.null-clears[goal]')?.status
}

test.each([
  ['clears', 'pass'],
  ['keeps', 'fail'],
  ['refuses', 'warn'],
] as const)(
  'a null that a server %s, where the document says that it clears the property: %s',
  async (nulls, status) => {
    expect(await statusWhere(nulls)).toBe(status)
  },
)
