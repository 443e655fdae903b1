import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Store, type Values } from './crud.test-support.ts'

/** Articles with the states draft, published and archived, actions between them, and a restore of deleted ones. */
const ARTICLES = `openapi: 3.1.0
info: { title: articles, version: '1' }
paths:
  /articles:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Article' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewArticle' } } } }, responses: { '201': { $ref: '#/components/responses/Article' }, '422': { description: refused } } }
  /articles/{id}:
    parameters: [ { $ref: '#/components/parameters/id' } ]
    get: { responses: { '200': { $ref: '#/components/responses/Article' }, '404': { description: none } } }
    put: { summary: Update a draft article, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewArticle' } } } }, responses: { '200': { $ref: '#/components/responses/Article' }, '404': { description: none }, '409': { description: The article is not a draft }, '422': { description: refused } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
  /articles/{id}/restore:
    parameters: [ { $ref: '#/components/parameters/id' } ]
    post: { summary: Restore a deleted article, responses: { '200': { $ref: '#/components/responses/Article' }, '404': { description: none } } }
  /articles/{id}/archive:
    parameters: [ { $ref: '#/components/parameters/id' } ]
    post: { description: Moves a published article to archived., responses: { '204': { description: done }, '404': { description: none }, '409': { description: The status does not allow it } } }
  /articles/{id}/publish:
    parameters: [ { $ref: '#/components/parameters/id' } ]
    post: { responses: { '200': { $ref: '#/components/responses/Article' }, '404': { description: none }, '409': { description: The article is already published } } }
  /articles/{id}/pin:
    parameters: [ { $ref: '#/components/parameters/id' } ]
    post: { responses: { '204': { description: done }, '404': { description: none }, '409': { description: Conflict } } }
components:
  parameters: { id: { name: id, in: path, required: true, schema: { type: integer } } }
  responses:
    Article: { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Article' } } } }
  schemas:
    NewArticle: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Article:
      type: object
      required: [ id, title, status, isPinned, moves ]
      properties:
        id: { type: integer }
        title: { type: string, minLength: 1 }
        status: { enum: [ draft, published, archived ] }
        publishedAt: { type: [ string, 'null' ], format: date-time }
        isPinned: { type: boolean }
        moves: { type: integer }
`

export const ARTICLES_DOCUMENT: ApiDocument = readWritten({ 'articles.yaml': ARTICLES }).document

/** The document with other words in place of some. */
export function articlesWhere(words: string, others: string): ApiDocument {
  return readWritten({ 'articles.yaml': ARTICLES.replaceAll(words, others) }).document
}

/** The departures of a server from the document. */
export type Slip =
  | 'restores-nothing'
  | 'restores-retitled'
  | 'restores-as-created'
  | 'restores-for-reads'
  | 'marks-deleted'
  | 'marks-deleted-and-restores-retitled'
  | 'pins-nothing'
  | 'publishes-nothing'
  | 'publishes-twice'
  | 'pins-twice'
  | 'archives-drafts'
  | 'archives-no-drafts'
  | 'archives-drafts-later'
  | 'archives-twice'
  | 'refuses-and-archives'
  | 'updates-published'
  | 'pins-twice-alike'
  | 'pins-in-turn'

/** A server of articles, whose first state may have another name. */
export function createArticles(slip?: Slip, first = 'draft'): ReturnType<typeof createCrud> {
  const trash: Store = new Map()
  /** The titles before the first update, and the articles that were restored, by id. */
  const titles = new Map<unknown, unknown>()
  const back = new Set<unknown>()
  let last = 0
  const isOf = (one: Slip): boolean => slip === one
  const time = (): string => new Date(Date.UTC(2031, 0, 1) + (last += 1) * 1000).toISOString()

  const isMarking = isOf('marks-deleted') || isOf('marks-deleted-and-restores-retitled')

  const restored = (one: Values, store: Store): Values => {
    back.add(one['id'])
    if (isOf('restores-as-created')) return done(store, one, { title: titles.get(one['id']) ?? one['title'] })
    if (isOf('restores-retitled')) return done(store, one, { title: `${String(one['title'])} again` })
    if (!isMarking) return one
    return done(store, one, {
      isDeleted: false,
      ...(isOf('marks-deleted') ? {} : { title: `${String(one['title'])} again` }),
    })
  }

  const act = (action: string, one: Values, store: Store): Response => {
    const { status, isPinned } = one
    if (action === 'restore') return Response.json(restored(one, store))
    if (action === 'archive') {
      if (status === first && isOf('archives-no-drafts')) return empty(204)
      if (status === first && isOf('archives-drafts-later')) return empty(202)
      if (status === first && isOf('refuses-and-archives')) done(store, one, { status: 'archived' })
      const isTaken = isOf('archives-drafts') || (status === 'archived' && isOf('archives-twice'))
      if (status !== 'published' && !isTaken) return empty(409)
      done(store, one, { status: 'archived' })
      return empty(204)
    }
    if (/pin$/i.test(action)) {
      if (isPinned === true && isOf('pins-in-turn')) return empty(done(store, one, { isPinned: false }) && 204)
      if (isPinned === true && isOf('pins-twice-alike')) return empty(204)
      if (isPinned === true && !isOf('pins-twice')) return empty(409)
      if (!isOf('pins-nothing')) done(store, one, { isPinned: true })
      return empty(204)
    }
    if (status !== first && !isOf('publishes-twice')) return empty(409)
    const changes = { status: 'published', publishedAt: time() }
    if (isOf('publishes-nothing')) return Response.json({ ...one, publishedAt: changes.publishedAt })
    return Response.json(done(store, one, changes))
  }

  return createCrud({
    path: '/articles',
    isValid: ({ title }) => typeof title === 'string' && title !== '',
    created: ({ title }) => ({ title, status: first, publishedAt: null, isPinned: false, moves: 0 }),
    updated: { PUT: (before, { title }) => ({ ...before, title }) },
    before: ({ method, url, headers }, store, body) => {
      const [, id, action] = /^\/articles\/(\d+)(?:\/(\w+))?$/.exec(new URL(url).pathname) ?? []
      const one = store.get(Number(id))
      const isRestored = action === 'restore' && trash.has(Number(id))
      if (action === undefined) {
        if (method === 'DELETE' && isMarking && one !== undefined && one['isDeleted'] !== true)
          return empty(done(store, one, { isDeleted: true }) && 204)
        if (method === 'DELETE' && one !== undefined) trash.set(Number(id), one)
        if (method === 'PUT' && one !== undefined && !titles.has(one['id'])) titles.set(one['id'], one['title'])
        if (method === 'PUT' && isOf('restores-for-reads') && back.has(Number(id))) return empty(404)
        const isRight = /json/.test(headers.get('content-type') ?? '') && typeof body === 'object'
        const isKept = method === 'PUT' && isRight && one !== undefined && one['status'] !== first
        return isKept && !isOf('updates-published') ? empty(409) : undefined
      }
      if (method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
      const found = one ?? (isRestored ? trash.get(Number(id)) : undefined)
      if (found === undefined) return empty(404)
      if (one === undefined && !isOf('restores-nothing')) store.set(Number(id), found)
      return act(action, found, store)
    },
  })
}

function done(store: Store, one: Values, changes: Values): Values {
  const moved = { ...one, ...changes, moves: Number(one['moves']) + 1 }
  store.set(Number(one['id']), moved)
  return moved
}

function empty(status: number): Response {
  return new Response(null, { status })
}
