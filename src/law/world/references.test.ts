import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from '../tests/fire-at.test-support.ts'

/** The paths of a collection whose members have a number as their key. */
const paths = (path: string, schema: string): string => `
  ${path}:
    get:
      parameters: [ { name: writerId, in: query, schema: { type: integer } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/${schema}' } } } } }, '400': { description: refused } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } }
      responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } }, '400': { description: refused }, '409': { description: taken }, '415': { description: media }, '422': { description: the writer or the work does not exist } }
  ${path}/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } }, '404': { description: gone } } }
    put:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } }
      responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } }, '400': { description: refused }, '404': { description: gone }, '409': { description: taken }, '415': { description: media }, '422': { description: the writer or the work does not exist } }
    delete: { responses: { '204': { description: done }, '404': { description: gone }, '409': { description: a work or a loan or an order names it } } }`

/** Writers, their works, loans of one work each, and orders of several. */
const LIBRARY = `openapi: 3.1.0
info: { title: library, version: '1' }
paths:${paths('/writers', 'Writer')}${paths('/works', 'Work')}${paths('/loans', 'Loan')}${paths('/orders', 'Order')}
components:
  schemas:
    Id: &id { type: integer, readOnly: true }
    Name: &name { type: string, minLength: 1, maxLength: 40 }
    Writer: { type: object, required: [ name ], properties: { id: *id, name: *name } }
    Work: { type: object, required: [ title, writerId ], properties: { id: *id, title: *name, writerId: { type: integer } } }
    Loan: { type: object, required: [ reader, workId ], properties: { id: *id, reader: *name, workId: { type: integer } } }
    Order: { type: object, required: [ lines ], properties: { id: *id, lines: { type: array, minItems: 1, maxItems: 5, items: { type: object, required: [ workId, count ], properties: { workId: { type: integer }, count: { type: integer, minimum: 1, maximum: 9 } } } } } }
`

const { document } = readWritten({ 'library.yaml': LIBRARY })

interface Item {
  readonly id: number
  readonly [name: string]: unknown
}

type Difference =
  | 'loses-the-title'
  | 'filters-nothing'
  | 'takes-unknown'
  | 'updates-to-unknown'
  | 'deletes-named'
  | 'takes-along'

const FIELDS: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  writers: { name: isName },
  works: { title: isName, writerId: Number.isInteger },
  loans: { reader: isName, workId: Number.isInteger },
  orders: { lines: areLines },
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && Array.from(value).length <= 40
}

function areLines(value: unknown): boolean {
  const lines = Array.isArray(value) ? (value as unknown[]) : []
  return lines.length > 0 && lines.length <= 5 && lines.every(isLine)
}

function isLine(line: unknown): boolean {
  if (!isObject(line)) return false
  const { workId, count } = line
  return Number.isInteger(workId) && Number.isInteger(count) && (count as number) >= 1 && (count as number) <= 9
}

/** The members that a body names, each with its collection. */
function namedBy(body: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return [
    ...(body['writerId'] === undefined ? [] : [['writers', body['writerId']] as const]),
    ...(body['workId'] === undefined ? [] : [['works', body['workId']] as const]),
    ...((body['lines'] ?? []) as { workId: unknown }[]).map(({ workId }) => ['works', workId] as const),
  ]
}

/** A library. What a body names must be there, and what is named stays. */
function createLibrary(difference?: Difference): (request: Request) => Promise<Response> {
  const stores = new Map(Object.keys(FIELDS).map((name) => [name, new Map<number, Item>()]))
  const storeOf = (name: string): Map<number, Item> => stores.get(name) ?? new Map<number, Item>()
  let last = 0
  const statusOf = (name: string, body: Readonly<Record<string, unknown>>, own?: number): number => {
    if (!Object.entries(FIELDS[name] ?? {}).every(([field, isFit]) => isFit(body[field]))) return 400
    const isLoose = difference === (own === undefined ? 'takes-unknown' : 'updates-to-unknown')
    if (!isLoose && !namedBy(body).every(([store, id]) => storeOf(store).has(id as number))) return 422
    const isTaken = [...storeOf('loans').values()].some(({ id, workId }) => workId === body['workId'] && id !== own)
    return name === 'loans' && isTaken ? 409 : 201
  }
  const isNamed = (name: string, id: number): boolean =>
    [...stores.values()].some((store) =>
      [...store.values()].some((item) => namedBy(item).some(([of, one]) => of === name && one === id)),
    )
  /** Removes what names a member, and what names that. */
  const removeWith = (name: string, id: number): void => {
    for (const [holder, store] of stores)
      for (const item of [...store.values()].filter((one) =>
        namedBy(one).some(([of, key]) => of === name && key === id),
      )) {
        removeWith(holder, item.id)
        store.delete(item.id)
      }
  }
  const listed = (name: string, { searchParams }: URL): Response => {
    const wanted = searchParams.get('writerId')
    if (wanted !== null && !/^\d+$/.test(wanted)) return new Response(null, { status: 400 })
    const isAll = wanted === null || difference === 'filters-nothing'
    return Response.json([...storeOf(name).values()].filter((item) => isAll || String(item['writerId']) === wanted))
  }
  return async (request) => {
    const url = new URL(request.url)
    const [, name = '', key] = url.pathname.split('/')
    const [store, id] = [storeOf(name), Number(key)]
    if (key === undefined && request.method === 'GET') return listed(name, url)
    if (key !== undefined && !store.has(id)) return new Response(null, { status: 404 })
    if (request.method === 'GET') return Response.json(store.get(id))
    const isKept = difference !== 'deletes-named' && difference !== 'takes-along' && isNamed(name, id)
    if (request.method === 'DELETE' && isKept) return new Response(null, { status: 409 })
    if (request.method === 'DELETE' && difference === 'takes-along') removeWith(name, id)
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(id) ? 204 : 404 })
    if (request.method !== (key === undefined ? 'POST' : 'PUT'))
      return new Response(null, {
        status: 405,
        headers: { Allow: key === undefined ? 'GET, POST' : 'GET, PUT, DELETE' },
      })
    if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
    const body = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
    const status = statusOf(name, body, key === undefined ? undefined : id)
    if (status !== 201) return new Response(null, { status })
    last += 1
    const fields = Object.fromEntries(Object.keys(FIELDS[name] ?? {}).map((field) => [field, body[field]]))
    const item = {
      ...fields,
      ...(difference === 'loses-the-title' ? { title: 'x' } : {}),
      id: key === undefined ? last : id,
    }
    store.set(item.id, item)
    return Response.json(item, { status: key === undefined ? 201 : 200 })
  }
}

test('a body names members that are there, and each resource is held to the laws', async () => {
  const report = await fireAt(document, createLibrary())
  expect(told(report)).toEqual([])
  expect(report.leftBehind).toBeUndefined()
  const passed = report.results.filter(({ status }) => status === 'pass').map(({ id }) => id)
  for (const name of ['work', 'loan', 'order'])
    expect(passed).toEqual(
      expect.arrayContaining([
        `law.read-equals-write[${name}]`,
        `law.update-shows[${name}]`,
        `law.list-holds-created[${name}]`,
      ]),
    )
})

test('a fault of a resource whose members name others is found', async () => {
  const found = told(await fireAt(document, createLibrary('loses-the-title')))
  expect(found).toContain('fail law.read-equals-write[work]')
})

test('a filter by the member that others name is held', async () => {
  const found = told(await fireAt(document, createLibrary('filters-nothing')))
  expect(found).toEqual(['fail law.filters-filter[work]'])
})

test.each([
  ['takes-unknown', 'unknown-reference-is-refused'],
  ['updates-to-unknown', 'unknown-reference-is-refused'],
  ['deletes-named', 'named-member-stays'],
] as const)('a library that %s is found', async (difference, law) => {
  const found = told(await fireAt(document, createLibrary(difference)))
  expect(found).toEqual(['work', 'loan', 'order'].map((name) => `fail law.${law}[${name}]`))
})

/** The document without what it says of references. */
const THIN = LIBRARY.replaceAll(/description: (?:the writer|a work)[^}]*/g, 'description: refused ')

test('without words about references, a name that dangles where creates refuse it only warns', async () => {
  const { document: other } = readWritten({ 'library.yaml': THIN })
  const report = await fireAt(other, createLibrary('deletes-named'))
  expect(told(report)).toEqual(['work', 'loan', 'order'].map((name) => `warn law.no-reference-dangles[${name}]`))
  expect(report.results.find(({ id }) => id === 'law.named-member-stays[work]')?.reason).toBe(
    'the contract does not say that a member which is named cannot be deleted',
  )
})

test('a delete may take along what names its member: members that laws share keep what they name', async () => {
  const { document: other } = readWritten({ 'library.yaml': THIN })
  const report = await fireAt(other, createLibrary('takes-along'))
  // The delete of a writer documents a 409, for which only a work can be the reason.
  expect(told(report)).toEqual(['warn law.no-reference-dangles[work]'])
  expect(report.leftBehind).toBeUndefined()
})

test('where the run may not write what a body names, it names a member that is there', async () => {
  const answer = createLibrary()
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
  const name = JSON.stringify({ name: 'Ada' })
  await answer(new Request('http://library.invalid/writers', { ...post, body: name }))
  const written: string[] = []
  const report = await fireAt(
    document,
    (request) => {
      if (!['GET', 'HEAD'].includes(request.method)) written.push(new URL(request.url).pathname.split('/')[1] ?? '')
      return answer(request)
    },
    { mayWrite: (resource) => resource === 'work' },
  )
  expect(told(report)).toEqual([])
  expect(new Set(written)).toEqual(new Set(['works']))
  expect(report.results.find(({ id }) => id === 'law.read-equals-write[work]')?.status).toBe('pass')
})
