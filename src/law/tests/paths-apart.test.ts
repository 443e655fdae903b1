import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Cards that are created below a board and have a path of their own, and repositories that are created at another path. */
const documentOf = (list: 'below' | 'apart', said = ''): string => `
openapi: 3.1.0
info: { title: Boards, version: '1' }
paths:
  /boards:
    get: { operationId: listBoards, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &board { $ref: '#/components/schemas/Board' } } } } } } }
    post: { operationId: createBoard, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewBoard' } } } }, responses: { '201': &aBoard { description: one, content: { application/json: { schema: *board } } }, '400': &no { description: no } } }
  /boards/{boardId}:
    parameters: &inBoard [{ name: boardId, in: path, required: true, schema: { type: string } }]
    get: { operationId: readBoard, responses: { '200': *aBoard, '404': *no } }
    delete: { operationId: deleteBoard, responses: { '204': *no, '404': *no } }
  ${list === 'below' ? '/boards/{boardId}/cards' : '/cards'}:
    ${list === 'below' ? 'parameters: *inBoard' : ''}
    get: { operationId: listCards, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &card { $ref: '#/components/schemas/Card' } } } } }, '404': *no } }
    ${list === 'below' ? '' : '\n  /boards/{boardId}/cards:\n    parameters: *inBoard'}
    post: { operationId: createCard, requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/NewCard' } } } }, responses: { '201': &aCard { description: one, content: { application/json: { schema: *card } } }, '400': *no, '404': *no } }
  /cards/{cardId}:
    parameters: &inCard [{ name: cardId, in: path, required: true, schema: { type: string } }]
    get: { operationId: readCard, responses: { '200': *aCard, '404': *no } }
    put: { operationId: replaceCard, requestBody: { required: true, content: { application/json: { schema: *new } } }, responses: { '200': *aCard, '400': *no, '404': *no } }
    delete: { operationId: deleteCard, description: ${JSON.stringify(said)}, responses: { '204': *no, '404': *no } }
  /cards/{cardId}/comments:
    parameters: *inCard
    get: { operationId: listComments, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &comment { $ref: '#/components/schemas/Board' } } } } }, '404': *no } }
    post: { operationId: createComment, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewBoard' } } } }, responses: { '201': &aComment { description: one, content: { application/json: { schema: *comment } } }, '400': *no, '404': *no } }
  /comments/{commentId}:
    parameters: [{ name: commentId, in: path, required: true, schema: { type: string } }]
    get: { operationId: readComment, responses: { '200': *aComment, '404': *no } }
    delete: { operationId: deleteComment, responses: { '204': *no, '404': *no } }
  /user/repos:
    get: { operationId: listRepos, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &repo { $ref: '#/components/schemas/Repo' } } } } } } }
    post: { operationId: createRepo, requestBody: { required: true, content: { application/json: { schema: &newRepo { $ref: '#/components/schemas/NewRepo' } } } }, responses: { '201': &aRepo { description: one, content: { application/json: { schema: *repo } } }, '400': *no } }
  /repos/{owner}/{repo}:
    parameters: [{ name: owner, in: path, required: true, schema: { type: string } }, { name: repo, in: path, required: true, schema: { type: string } }]
    get: { operationId: readRepo, responses: { '200': *aRepo, '404': *no } }
    delete: { operationId: deleteRepo, responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewBoard: { type: object, required: [name], properties: { name: { type: string, minLength: 1, maxLength: 60 } } }
    Board: { type: object, required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
    NewCard: { type: object, required: [title], properties: { title: { type: string, minLength: 1, maxLength: 60 }, points: { type: integer, minimum: 0, maximum: 99, default: 0 } } }
    Card: { type: object, required: [id, title, points], properties: { id: { type: string, readOnly: true }, title: { type: string }, points: { type: integer } } }
    NewRepo: { type: object, required: [name], properties: { name: { type: string, pattern: '^[a-z0-9-]{1,40}$' } } }
    Repo: { type: object, required: [id, owner, name], properties: { id: { type: integer, readOnly: true }, owner: { type: object, properties: { id: { type: integer }, login: { type: string } } }, name: { type: string } } }
`

type Difference = 'lists-all' | 'loses-updates' | 'keeps-comments'
type Values = Readonly<Record<string, unknown>>

const isText =
  (most: number, pattern = /^[^]*$/) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value !== '' && Array.from(value).length <= most && pattern.test(value)
const RULES: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  boards: { name: isText(60) },
  comments: { name: isText(60) },
  repos: { name: isText(40, /^[a-z0-9-]+$/) },
  cards: {
    title: isText(60),
    points: (value) => value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 100),
  },
}
const ABOVE: Readonly<Record<string, string>> = { cards: 'boards', comments: 'cards' }

interface Kept {
  readonly kind: string
  readonly parent: string
  readonly shown: Values
}

/** The body of a write that keeps to the rules of its kind. */
async function bodyOf(kind: string, request: Request): Promise<Values | undefined> {
  const sent: unknown = await request.json().catch(() => undefined)
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return undefined
  const body = sent as Values
  return Object.entries(RULES[kind] ?? {}).every(([name, holds]) => holds(body[name])) ? body : undefined
}

/** A server whose members lie in one map, by their kind and key. */
function createServer(list: 'below' | 'apart', difference?: Difference) {
  const kept = new Map<string, Kept>()
  let last = 0
  const remove = (key: string): void => {
    kept.delete(key)
    for (const [child, { parent }] of kept)
      if (parent === key && (difference !== 'keeps-comments' || !child.startsWith('comments'))) remove(child)
  }
  const collection = async (kind: string, parent: string, request: Request): Promise<Response> => {
    if (parent !== '' && !kept.has(parent)) return new Response(null, { status: 404 })
    if (request.method === 'GET') {
      const all = [...kept.values()].filter((one) => one.kind === kind)
      const isAll = difference === 'lists-all' || (kind === 'cards' && list === 'apart')
      return Response.json(all.filter((one) => isAll || one.parent === parent).map(({ shown }) => shown))
    }
    const body = await bodyOf(kind, request)
    const key = kind === 'repos' ? `repos/me/${String(body?.['name'])}` : `${kind}/${last + 1}`
    if (body === undefined || kept.has(key)) return new Response(null, { status: 400 })
    last += 1
    const own = kind === 'repos' ? { id: last, owner: { id: 1, login: 'me' } } : { id: String(last) }
    const shown = { ...(kind === 'cards' ? { points: 0 } : {}), ...body, ...own }
    kept.set(key, { kind, parent, shown })
    return Response.json(shown, { status: 201 })
  }
  const item = async (kind: string, key: string, request: Request): Promise<Response> => {
    const found = kept.get(key)
    if (found === undefined) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') {
      remove(key)
      return new Response(null, { status: 204 })
    }
    if (request.method === 'GET') return Response.json(found.shown)
    const body = await bodyOf(kind, request)
    if (body === undefined) return new Response(null, { status: 400 })
    const shown = difference === 'loses-updates' ? found.shown : { points: 0, ...body, id: found.shown['id'] }
    kept.set(key, { ...found, shown })
    return Response.json(shown)
  }
  const answer = async (request: Request): Promise<Response> => {
    if (request.body !== null && !/json/.test(request.headers.get('content-type') ?? ''))
      return new Response(null, { status: 415 })
    const { pathname } = new URL(request.url)
    const [first = '', second, third, ...rest] = pathname.split('/').slice(1).map(decodeURIComponent)
    if (rest.length > 0 || !['GET', 'POST', 'PUT', 'DELETE'].includes(request.method))
      return new Response(null, { status: rest.length > 0 ? 404 : 501 })
    if (first === 'user' && second === 'repos') return collection('repos', '', request)
    if (first === 'repos') return item('repos', `repos/${second}/${third}`, request)
    if (second === undefined) return collection(first, '', request)
    if (third === undefined) return item(first, `${first}/${second}`, request)
    return ABOVE[third] === first
      ? collection(third, `${first}/${second}`, request)
      : new Response(null, { status: 404 })
  }
  return { answer, held: () => [...kept.keys()] }
}

async function fire(list: 'below' | 'apart', difference?: Difference, said?: string) {
  const { document } = readWritten({ 'boards.yaml': documentOf(list, said) })
  const server = createServer(list, difference)
  const report = await fireAt(document, (request) => server.answer(request))
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  return { told: told(report), passed, held: server.held() }
}

test('a member has a path of its own, and its create stands below its parent or at another path', () => {
  const { resources } = inferModel(readWritten({ 'boards.yaml': documentOf('below') }).document)
  expect(
    Object.values(resources).map(({ name, within, create, read, delete: removal }) => [
      name,
      within.flatMap((one) => ('resource' in one ? [one.resource] : [])),
      create?.operation,
      read?.operation,
      removal?.operation,
    ]),
  ).toEqual([
    ['board', [], 'createBoard', 'readBoard', 'deleteBoard'],
    ['repo', [], 'createRepo', 'readRepo', 'deleteRepo'],
    ['card', ['board'], 'createCard', 'readCard', 'deleteCard'],
    ['comment', ['card'], 'createComment', 'readComment', 'deleteComment'],
  ])
})

test.each(['below', 'apart'] as const)(
  'a server with paths apart is not accused where its list stands %s',
  async (list) => {
    const fired = await fire(list)
    expect(fired.told).toEqual([])
    expect(fired.held).toEqual([])
    expect(fired.passed).toEqual(
      expect.arrayContaining(['card', 'comment', 'repo'].map((name) => `law.read-equals-write[${name}]`)),
    )
  },
)

test.each<[Difference, string]>([
  ['lists-all', 'fail law.children-stay-with-their-parent[card]'],
  ['loses-updates', 'fail law.update-shows[card]'],
  ['keeps-comments', 'warn law.deleted-parent-takes-children[comment]'],
])('a server with paths apart that %s is told: %s', async (difference, line) => {
  const fired = await fire('below', difference)
  expect(fired.told).toContain(line)
})

test('members with a path of their own go with their parent where its delete says so', async () => {
  const { told: found } = await fire('below', 'keeps-comments', 'Its comments are deleted too.')
  expect(found).toContain('fail law.deleted-parent-takes-children[comment]')
})
