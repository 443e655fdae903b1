import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { without } from '../body/without.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Users whose password is never shown, and whose updates by PUT /users name the user in the body. */
const SHELF = `
openapi: 3.0.3
info: { title: Shelf, version: 1.0.0 }
paths:
  /users:
    post:
      operationId: createUser
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } } }
    put:
      operationId: replaceUser
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
        '400': { description: no }
        '404': { description: none }
  /users/{userId}:
    parameters: [{ name: userId, in: path, required: true, schema: { type: integer } }]
    get:
      operationId: readUser
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }, '404': { description: none } }
    delete: { operationId: deleteUser, responses: { '204': { description: gone }, '404': { description: none } } }
  /talks:
    get:
      operationId: listTalks
      parameters:
        - { name: from, in: query, description: "The first day. Defaults to today's date.", schema: { type: string, format: date } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Talk' } } } } } }
    post:
      operationId: createTalk
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Talk' } } } }
      responses: { '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Talk' } } } } }
  /talks/{talkId}:
    parameters: [{ name: talkId, in: path, required: true, schema: { type: integer } }]
    get: { operationId: readTalk, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Talk' } } } }, '404': { description: none } } }
    delete: { operationId: deleteTalk, responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    User:
      type: object
      required: [name]
      properties: { id: { type: integer }, name: { type: string }, city: { type: string }, password: { type: string } }
    Talk:
      type: object
      required: [title, day]
      properties: { id: { type: integer }, title: { type: string }, day: { type: string, format: date } }
`

const { document } = readWritten({ 'shelf.yaml': SHELF })

type Values = Readonly<Record<string, unknown>>

interface Shelf {
  /** Changes the members of a resource as answers show them. */
  readonly show?: (member: Values) => Values
  /** The answer to a create. */
  readonly made?: (member: Values) => Values
  readonly update?: (before: Values, sent: Values) => Values
}

function createShelf({ show = (member) => member, made = (member) => member, update = (_, sent) => sent }: Shelf) {
  const kept = { users: new Map<number, Values>(), talks: new Map<number, Values>() }
  let last = 0
  const shown = (member: Values): Response => Response.json(show(without(member, ['password'])))
  return async (request: Request): Promise<Response> => {
    const [, name = '', id] = new URL(request.url).pathname.split('/')
    const members = kept[name === 'talks' ? 'talks' : 'users']
    const body = request.method === 'GET' || request.method === 'DELETE' ? {} : ((await request.json()) as Values)
    const key = id === undefined ? body['id'] : Number(id)
    if (request.method === 'POST') {
      last += 1
      members.set(last, { ...body, id: last })
      return shown(made({ ...body, id: last }))
    }
    // No talk is of these days.
    if (id === undefined && request.method === 'GET') return Response.json([])
    const before = members.get(Number(key))
    if (request.method === 'PUT' && typeof key !== 'number') return new Response(null, { status: 400 })
    if (before === undefined) return new Response(null, { status: 404 })
    if (request.method === 'PUT') members.set(Number(key), update(before, body))
    if (request.method === 'DELETE') members.delete(Number(key))
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : shown(members.get(Number(key)) ?? {})
  }
}

const LAWS = [
  'create-shows-member',
  'read-equals-write',
  'update-shows',
  'list-holds-created',
  'replace-drops-the-rest',
]
const fire = async (shelf: Shelf) => {
  const report = await fireAt(document, createShelf(shelf), {
    selects: (id) => LAWS.some((law) => id.startsWith(`law.${law}[`)),
  })
  return {
    report,
    told: told(report),
    passed: report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : [])),
  }
}

test('a hidden password, an update that names its member in the body, and a list of some days are no findings', async () => {
  const fired = await fire({})
  expect(fired.told).toEqual([])
  expect(fired.passed).toEqual([
    'law.create-shows-member[user]',
    'law.read-equals-write[user]',
    'law.update-shows[user]',
    'law.replace-drops-the-rest[user]',
    'law.create-shows-member[talk]',
    'law.read-equals-write[talk]',
  ])
  expect(inferModel(document).resources['talk']?.list?.part).toBe('from')
})

test.each<[string, Shelf, string]>([
  ['loses the city', { show: (member) => without(member, ['city']) }, 'fail law.read-equals-write[user]'],
  [
    'shows another password',
    { show: (member) => ({ ...member, password: 'letmein' }) },
    'fail law.read-equals-write[user]',
  ],
  ['stores no update', { update: (before) => before }, 'fail law.update-shows[user]'],
  ['merges an update', { update: (before, sent) => ({ ...before, ...sent }) }, 'warn law.replace-drops-the-rest[user]'],
])('a server that %s is found', async (_, shelf, found) => {
  expect((await fire(shelf)).told).toContain(found)
})

test('a create whose answer tells no key leaves a run inconclusive, and says so', async () => {
  const { report, told: found } = await fire({ made: (member) => without(member, ['id']) })
  expect(found).toEqual(['warn law.create-shows-member[user]', 'warn law.create-shows-member[talk]'])
  expect(report.verdict).toBe('inconclusive')
  expect(report.notes).toContain(
    'no user could be named: the answer to the create does not tell the key of the member, and no list shows it; laws that need one are not verified',
  )
})
