import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Songs, with a search and an order whose values the document does not list. */
const documentWith = (search: string, bound: string): string => `openapi: 3.1.0
info: { title: songs, version: '1' }
paths:
  /songs:
    get:
      parameters:
        - { name: search, in: query, description: ${search}, schema: { type: string } }
        - { name: min_seconds, in: query, description: ${bound}, schema: { type: integer } }
        - { name: ordering, in: query, description: Which field to use when ordering the results., schema: { type: string } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &song { $ref: '#/components/schemas/Song' } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *song } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *song } } }, '400': { description: refused } }
  /songs/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone } } }
components:
  schemas:
    Song:
      type: object
      required: [ title ]
      properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, seconds: { type: integer, minimum: 1 }, added_at: { type: string, format: date-time, readOnly: true } }
`

/** The same with an order and its direction in parameters of their own. */
const TURNED = readWritten({
  'songs.yaml': documentWith('A search term.', 'A bound.').replace(
    /- { name: ordering.*/,
    `- { name: sort_by, in: query, description: The property to sort by., schema: { enum: [ title, seconds, added ] } }
        - { name: order, in: query, schema: { enum: [ asc, desc ] } }`,
  ),
}).document
/** The same with orders that name a property and a direction, and another text. */
const CRITERIA = readWritten({
  'songs.yaml': documentWith('A search term.', 'A bound.')
    .replace(
      /- { name: ordering.*/,
      "- { name: sort, in: query, description: 'Sorting criteria in the format: property,(asc|desc).', schema: { type: array, items: { type: string } } }",
    )
    .replace('seconds: {', 'artist: { type: string }, seconds: {'),
}).document
const PLAIN = readWritten({ 'songs.yaml': documentWith('A search term.', 'A bound.') }).document
const NAMED = readWritten({
  'songs.yaml': documentWith('Songs with this text in their title.', 'Songs of at least so many seconds.'),
}).document

interface Song {
  readonly id: number
  readonly title: string
  readonly seconds?: number
  readonly added_at: string
}

interface Ways {
  readonly search?: 'ignored' | 'finds-nothing' | 'is-late'
  readonly ordering?: 'ignored' | 'never-falls'
  readonly turned?: 'never-falls' | 'added-never-falls'
  readonly numbers?: 'as-text'
  readonly bound?: 'ignored' | 'exclusive' | 'of-text'
}

function createSongs({ search, ordering, turned, numbers, bound }: Ways = {}): (request: Request) => Promise<Response> {
  const store = new Map<number, Song>()
  let last = 0
  let searches = 0
  const found = (wanted: string): readonly Song[] => {
    const all = [...store.values()]
    if (search === 'ignored' || wanted === '') return all
    searches += 1
    const isHidden = search === 'finds-nothing' || (search === 'is-late' && searches < 3)
    return isHidden ? [] : all.filter(({ title }) => title.includes(wanted))
  }
  const ordered = (songs: readonly Song[], name: keyof Song, isFalling: boolean): readonly Song[] => {
    const valueOf = (song: Song): string | number =>
      numbers === 'as-text' ? String(song[name] ?? 0) : (song[name] ?? 0)
    const rising = songs.toSorted((one, other) => compare(valueOf(one), valueOf(other)))
    return isFalling ? rising.toReversed() : rising
  }
  const inOrder = (songs: readonly Song[], query: URLSearchParams): readonly Song[] => {
    const by = query.get('sort_by')
    const never = turned === 'never-falls' || (turned === 'added-never-falls' && by === 'added')
    if (by !== null)
      return ordered(songs, (by === 'added' ? 'added_at' : by) as keyof Song, query.get('order') === 'desc' && !never)
    const [property = '', direction] = (query.get('sort') ?? '').split(',')
    if (property !== '') return ordered(songs, property as keyof Song, direction === 'desc')
    const order = query.get('ordering') ?? ''
    const name = order.replace(/^-/, '') as keyof Song
    if (ordering === 'ignored' || !['title', 'seconds'].includes(name)) return songs
    return ordered(songs, name, order.startsWith('-') && ordering !== 'never-falls')
  }
  const within = (songs: readonly Song[], least: string | null): readonly Song[] =>
    least === null || bound === 'ignored'
      ? songs
      : songs.filter(({ seconds = 0 }) => {
          if (bound === 'of-text') return String(seconds) >= least
          return bound === 'exclusive' ? seconds > Number(least) : seconds >= Number(least)
        })
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , own] = pathname.split('/')
    const song = store.get(Number(own))
    if (own !== undefined && song === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET' && song !== undefined) return Response.json(song)
    if (request.method === 'GET')
      return Response.json(
        within(inOrder(found(searchParams.get('search') ?? ''), searchParams), searchParams.get('min_seconds')),
      )
    const sent = (await request.json().catch(() => ({}))) as Partial<Song>
    if (typeof sent.title !== 'string' || sent.title === '') return Response.json({}, { status: 400 })
    last += 1
    const made = { ...sent, title: sent.title, id: last, added_at: new Date(last * 1000).toISOString() }
    store.set(made.id, made)
    return Response.json(made, { status: 201 })
  }
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other)
}

const [FINDS, SORTS] = ['law.search-finds[song]', 'law.sorts-sort[song]']
const selects = (id: string): boolean => id === FINDS || id === SORTS

test.each([
  [PLAIN, {}, []],
  [PLAIN, { ordering: 'ignored' }, []],
  [PLAIN, { ordering: 'never-falls' }, [`warn ${SORTS}`]],
  [PLAIN, { search: 'ignored' }, [`warn ${FINDS}`]],
  [PLAIN, { search: 'finds-nothing' }, []],
  [NAMED, {}, []],
  [NAMED, { search: 'ignored' }, [`fail ${FINDS}`]],
  [NAMED, { search: 'finds-nothing' }, [`fail ${FINDS}`]],
  [NAMED, { search: 'is-late' }, []],
] as const)('a list that is searched and ordered by free words: %#', async (document, ways, expected) => {
  const report = await fireAt(document, createSongs(ways), { selects })
  expect(told(report)).toEqual(expected)
  const [finds, sorts] = [FINDS, SORTS].map((id) => report.results.find((one) => one.id === id)?.status)
  expect(finds).not.toBe('skip')
  expect(sorts === 'skip').toBe('ordering' in ways && ways.ordering === 'ignored')
})

const BOUNDS = 'law.bounds-hold[song]'

test.each([
  [PLAIN, {}, []],
  [PLAIN, { bound: 'ignored' }, [`warn ${BOUNDS}`]],
  [NAMED, {}, []],
  [NAMED, { bound: 'ignored' }, [`fail ${BOUNDS}`]],
  [NAMED, { bound: 'exclusive' }, [`fail ${BOUNDS}`]],
  [NAMED, { bound: 'of-text' }, [`fail ${BOUNDS}`]],
] as const)('a list within a bound: %#', async (document, ways, expected) => {
  const report = await fireAt(document, createSongs(ways), { selects: (id) => id === BOUNDS })
  expect(told(report)).toEqual(expected)
  expect(report.results.find(({ id }) => id === BOUNDS)?.status).not.toBe('skip')
})

test.each([
  [TURNED, {}, []],
  [TURNED, { turned: 'never-falls' }, [`fail ${SORTS}`]],
  [TURNED, { turned: 'added-never-falls' }, [`fail ${SORTS}`]],
  [CRITERIA, {}, []],
  [CRITERIA, { numbers: 'as-text' }, [`fail ${SORTS}`]],
] as const)('a list in an order and a direction: %#', async (document, ways, expected) => {
  const report = await fireAt(document, createSongs(ways), {
    selects: (id) => id === SORTS,
  })
  expect(told(report)).toEqual(expected)
  expect(report.results.find(({ id }) => id === SORTS)?.status).not.toBe('skip')
})
