import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { type MemberEntry, noteIn } from '../session/member-ledger.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Things, whose name may be too short for a word of the run. */
function documentOf(name: string) {
  return readWritten({
    'things.yaml': `openapi: 3.1.0
info: { title: things, version: '1' }
paths:
  /things:
    get: { parameters: [ { name: starting_after, in: query, schema: { type: integer } }, { name: limit, in: query, schema: { type: integer } } ], responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &thing { $ref: '#/components/schemas/Thing' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *thing } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *thing } } }, '400': &no { description: refused } } }
  /things/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: done }, '404': *no } }
components:
  schemas: { Thing: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, ${name} } } } }
`,
  }).document
}

interface Firing {
  /** The rule of the name. */
  readonly name?: string
  readonly stores?: boolean
  /** The status of the list after the first create. */
  readonly list?: number
  /** True where another client creates a thing beside each that is refused. */
  readonly isBusy?: boolean
  /** The count of things of other clients. A page shows twenty. */
  readonly others?: number
}

/** Fires one law at a server that refuses each create, and that may store the member of the first one all the same. */
async function fire({ name = 'minLength: 12', stores = true, list = 200, isBusy = false, others = 0 }: Firing = {}) {
  const things = new Map<number, { readonly id: number }>()
  const entries: MemberEntry[] = []
  let last = 0
  const add = (thing: object): void => void things.set((last += 1), { ...thing, id: last })
  for (let count = 0; count < others; count += 1) add({ name: 'of another client' })
  const report = await fireAt(
    documentOf(name),
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const id = pathname.split('/')[2]
      const after = Number(searchParams.get('starting_after') ?? 0)
      if (request.method === 'POST') {
        if (isBusy) add({ name: 'zz' })
        if (stores && last === others) add((await request.json()) as object)
        return Response.json({}, { status: 400 })
      }
      if (id === undefined && last > 0 && list !== 200) return Response.json({}, { status: list })
      if (id === undefined) return Response.json([...things.values()].filter((one) => one.id > after).slice(0, 20))
      const found = things.get(Number(id))
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method !== 'DELETE') return Response.json(found)
      things.delete(Number(id))
      return new Response(null, { status: 204 })
    },
    { selects: (id) => id.startsWith('law.valid-create-is-accepted['), ledger: noteIn((entry) => entries.push(entry)) },
  )
  const open = entries.filter((entry) => 'creating' in entry).length - entries.filter((entry) => 'gone' in entry).length
  return { report, left: things.size, open }
}

test('the member of a refused create is removed', async () => {
  const { report, left, open } = await fire()
  expect([left, open, report.leftBehind]).toEqual([0, 0, undefined])
})

test('the member of a refused create is found behind the cursor of the last member', async () => {
  const { report, left, open } = await fire({ others: 25 })
  expect([left, open, report.leftBehind]).toEqual([25, 0, undefined])
})

test('members of refused creates are named where the list breaks, and stay in the ledger', async () => {
  const { report, left, open } = await fire({ list: 500 })
  expect(left).toBe(1)
  expect(report.leftBehind).toHaveLength(open)
  expect(report.leftBehind?.at(-1)).toMatch(
    /^a thing under \/things\/\{id\} \(its create was answered 400, and the list was answered 500; it holds w\w+\)$/,
  )
})

test('a list that may not be read leaves nothing in doubt', async () => {
  const { report, open } = await fire({ list: 403, stores: false })
  expect([open, report.leftBehind]).toEqual([0, undefined])
})

test('a new member that shows what a refused create without a word has sent is named', async () => {
  const { report, left, open } = await fire({ name: 'maxLength: 3' })
  expect(left).toBe(1)
  expect(open).toBeGreaterThan(0)
  expect(report.leftBehind).toContainEqual(
    expect.stringMatching(
      /^a thing under \/things\/\{id\} \(its create was answered 400, and a member like it is new in the list, perhaps of another client: \/things\/1\)$/,
    ),
  )
})

test('a new member that shows something else is that of another client', async () => {
  const { report, left, open } = await fire({ name: 'maxLength: 3', stores: false, isBusy: true })
  expect(left).toBeGreaterThan(0)
  expect([open, report.leftBehind]).toEqual([0, undefined])
})
