import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Boards and cards. A list of cards has to be asked for a board, or for a colour. */
const { document } = readWritten({
  'cards.yaml': `openapi: 3.1.0
info: { title: cards, version: '1' }
paths:
  /boards:
    post: { requestBody: { required: true, content: { application/json: { schema: &board { $ref: '#/components/schemas/Board' } } } }, responses: { '201': &aBoard { description: one, content: { application/json: { schema: *board } } }, '400': &no { description: refused } } }
  /boards/{boardId}:
    parameters: [ { name: boardId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *aBoard, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /cards:
    get:
      description: Lists cards. You must specify a \`board\` or a \`colour\`.
      parameters: [ { name: board, in: query, schema: { type: string } }, { name: colour, in: query, schema: { type: string } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &card { $ref: '#/components/schemas/Card' } } } } }, '400': *no }
    post: { requestBody: { required: true, content: { application/json: { schema: *card } } }, responses: { '201': &aCard { description: one, content: { application/json: { schema: *card } } }, '400': *no } }
  /cards/{cardId}:
    parameters: [ { name: cardId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *aCard, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Board: { type: object, required: [ name ], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
    Card: { type: object, required: [ title, boardId ], properties: { id: { type: string, readOnly: true }, title: { type: string }, boardId: { type: string } } }
`,
})

interface Stored {
  readonly id: string
  readonly boardId?: unknown
}

/** The status of the law at a server of cards, whose list may lose the first card. */
async function statusWhere(loses: boolean): Promise<string | undefined> {
  const stores: Readonly<Record<string, Map<string, Stored>>> = { boards: new Map(), cards: new Map() }
  let next = 0
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const [, kind = '', id] = pathname.split('/')
      const store = stores[kind]
      if (store === undefined) return Response.json({}, { status: 404 })
      if (id === undefined && request.method === 'POST') {
        const one: Stored = { ...((await request.json()) as object), id: `${kind}-${(next += 1)}` }
        if (kind === 'cards' && stores['boards']?.has(String(one.boardId)) !== true)
          return Response.json({}, { status: 400 })
        store.set(one.id, one)
        return Response.json(one, { status: 201 })
      }
      if (id === undefined) {
        const board = searchParams.get('board')
        if (board === null) return Response.json({}, { status: 400 })
        const shown = [...store.values()].filter(({ boardId }) => boardId === board)
        return Response.json(loses ? shown.slice(1) : shown)
      }
      const found = store.get(id)
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: store.delete(id) ? 204 : 404 })
      return Response.json(found)
    },
    { selects: (id) => id === 'law.list-holds-created[card]' },
  )
  return report.results.find(({ id }) => id === 'law.list-holds-created[card]')?.status
}

test('a list that demands one of several parameters is asked for the member that all members of the run name', async () => {
  expect([await statusWhere(false), await statusWhere(true)]).toEqual(['pass', 'fail'])
})
