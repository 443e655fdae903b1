import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Teams as NestJS describes them: the type of `color` is unknown to its generator, and all properties of a patch are optional. */
const { document } = readWritten({
  'teams.yaml': `openapi: 3.0.0
info: { title: teams, version: '1' }
paths:
  /teams:
    get: { responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Team' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/CreateTeam' } } } }, responses: { '201': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Team' } } } }, '400': { description: refused } } }
  /teams/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Team' } } } }, '404': { description: none, content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } } } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/UpdateTeam' } } } }, responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Team' } } } }, '400': { description: refused } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Problem: { type: object, properties: { title: { type: string }, instance: { type: string, format: uri }, docs: { type: string, format: uri } } }
    Team: { type: object, required: [ id, name ], properties: { id: { type: integer }, name: { type: string }, color: { type: object, nullable: true }, lead: { type: object, nullable: true, properties: { name: { type: string } } } } }
    CreateTeam: { type: object, required: [ name ], properties: { name: { type: string, minLength: 2 }, color: { type: string, pattern: '^#[0-9a-f]{6}$' } } }
    UpdateTeam: { type: object, properties: { name: { type: string, minLength: 2 }, color: { type: string, pattern: '^#[0-9a-f]{6}$' } } }
`,
})

function isTeam({ name, color }: Values, method: string): boolean {
  const isNamed = (name === undefined && method === 'PATCH') || (typeof name === 'string' && name.length >= 2)
  return isNamed && (color === undefined || (typeof color === 'string' && /^#[0-9a-f]{6}$/.test(color)))
}

const PROBLEM = { 'Content-Type': 'application/problem+json' }

/** The findings at a server that reads a list as a body without properties, where its method is among `lists`. */
async function toldOf(lists: readonly string[], own: Values = {}, problem: Values = {}): Promise<readonly string[]> {
  const shown = (team: Values): Values => ({ color: null, lead: null, ...team, ...own })
  const { answer, held } = createCrud({
    path: '/teams',
    isValid: isTeam,
    updated: { PATCH: (before, body) => ({ ...before, ...body }) },
    before: ({ method, url }, store, body) => {
      const { pathname } = new URL(url)
      const isMissing = pathname !== '/teams' && !store.has(Number(/\d+$/.exec(pathname)?.[0]))
      if (method === 'GET' && isMissing)
        return Response.json({ instance: pathname, ...problem }, { status: 404, headers: PROBLEM })
      if (!Array.isArray(body) || !lists.includes(method)) return undefined
      const id = method === 'POST' ? 1000 + store.size : Number(/\d+$/.exec(pathname)?.[0])
      store.set(id, { name: 'of a list', id, ...store.get(id) })
      return Response.json(shown(store.get(id) ?? {}), { status: method === 'POST' ? 201 : 200 })
    },
    shown,
  })
  const report = await fireAt(document, answer, {
    selects: (id) => /^law\.(?:invalid-|answer-keeps|deleted-is-gone)/.test(id),
  })
  expect(held()).toEqual([])
  return told(report)
}

test('a list as an empty patch, and a text where a generator wrote an object without properties, only warn', async () => {
  expect(await toldOf(['PATCH'])).toEqual([
    'warn law.invalid-update-is-refused[team]',
    'warn law.answer-keeps-to-schema[team]',
  ])
})

test('a list as the body of a create that requires a property, and a text where an object has properties, fail', async () => {
  expect(await toldOf(['POST'], { lead: 'Ada' })).toEqual([
    'fail law.invalid-create-is-refused[team]',
    'fail law.answer-keeps-to-schema[team]',
  ])
})

test('the instance of a problem may be a path where the schema has a URI, and no other text may', async () => {
  expect(await toldOf([], { color: {} })).toEqual([])
  expect(await toldOf([], { color: {} }, { docs: '/docs/404' })).toEqual(['warn law.answer-keeps-to-schema[team]'])
})
