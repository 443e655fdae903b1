import { expect, test } from 'vitest'
import type { CreateNote } from '../session/member-ledger.ts'
import type { CleanUpRequest } from './clean-up-request.ts'
import { removeClaim } from './remove-claim.ts'

const NOTE: CreateNote = {
  resource: 'user',
  item: '/users/{id}',
  remove: 'DELETE',
  keys: { id: '/id' },
  marks: ['wa1b2c6789'],
  list: { path: '/users', items: '/items', number: { name: 'page', first: 1 } },
}

type Answers = Readonly<Record<string, readonly [status: number, body?: unknown, etag?: string]>>

/** Answers by method and path; a request that is not listed has no answer. */
async function remove(claim: Partial<Parameters<typeof removeClaim>[0]>, answers: Answers): Promise<readonly string[]> {
  const asked: string[] = []
  const removal = await removeClaim(
    { note: NOTE, path: undefined, isSeen: false, ...claim },
    (request: CleanUpRequest) => {
      const version = request.headers?.['If-Match']
      const name = `${request.method} ${request.path}${version === undefined ? '' : ` ${version}`}`
      asked.push(name)
      const found = answers[name]
      if (found === undefined) return Promise.resolve(undefined)
      const [status, json, etag] = found
      return Promise.resolve({ status, json, header: (header) => (header === 'etag' ? etag : undefined) })
    },
    { others: new Set(['/users/9']) },
  )
  return [...asked, `${removal.outcome}: ${'reason' in removal ? removal.reason : removal.at}`]
}

test('a member with a path is deleted there', async () => {
  expect(await remove({ path: '/users/7' }, { 'DELETE /users/7': [204] })).toEqual([
    'DELETE /users/7',
    'removed: user at /users/7',
  ])
})

test('a member whose delete is refused is deleted after an action that ends it', async () => {
  const endings = ['/close', ':void'].map((suffix) => ({ method: 'POST', suffix }))
  const answers: Answers = {
    'DELETE /users/7': [409],
    'GET /users/7': [200, {}],
    'POST /users/7/close': [409],
    'POST /users/7:void': [200],
  }
  expect(await remove({ note: { ...NOTE, endings }, path: '/users/7' }, answers)).toEqual([
    'DELETE /users/7',
    'GET /users/7',
    'POST /users/7/close',
    'POST /users/7:void',
    'DELETE /users/7',
    'GET /users/7',
    'GET /users/7',
    'left: the delete was answered 409',
  ])
  let isVoid = false
  const removal = await removeClaim(
    { note: { ...NOTE, endings }, path: '/users/7', isSeen: true },
    ({ method, path }) => {
      isVoid ||= path === '/users/7:void'
      const status = method === 'DELETE' && isVoid ? 204 : path === '/users/7:void' ? 200 : 409
      return Promise.resolve({ status, json: undefined, header: () => undefined })
    },
  )
  expect(removal).toEqual({ outcome: 'removed', at: 'user at /users/7' })
})

test('a member whose create was not answered is found by its mark, page by page', async () => {
  const answers: Answers = {
    'GET /users': [200, { items: [{ id: 1, name: 'x' }] }],
    'GET /users?page=2': [200, { items: [{ id: 2, name: 'WA1B2C6789' }] }],
    'DELETE /users/2': [200],
  }
  expect(await remove({}, answers)).toEqual([
    'GET /users',
    'GET /users?page=2',
    'DELETE /users/2',
    'removed: user at /users/2',
  ])
})

test('of a create with several words, each member with one of them is removed', async () => {
  const note = { ...NOTE, marks: ['wa1b2c6789', 'wa1b2c6780', 'wa1b2c6781'] }
  const lists = [[1, 2], [2], []].map((ids) => ids.map((id) => ({ id, name: note.marks[id] })))
  const asked: string[] = []
  const removal = await removeClaim({ note, path: undefined, isSeen: false }, ({ method, path }) => {
    asked.push(`${method} ${path}`)
    const json = method === 'GET' ? { items: lists[asked.filter((one) => one.startsWith('DELETE')).length] } : undefined
    return Promise.resolve({ status: method === 'GET' ? 200 : 204, json, header: () => undefined })
  })
  expect(asked.filter((one) => one.startsWith('DELETE'))).toEqual(['DELETE /users/1', 'DELETE /users/2'])
  expect(removal).toEqual({ outcome: 'removed', at: 'user at /users/2' })
})

test('a member that nothing shows is absent', async () => {
  const empty: Answers = { 'GET /users': [200, { items: [] }] }
  expect(await remove({}, empty)).toContain('absent: the user of an unanswered create under /users/{id}')
})

const { marks: _, ...UNMARKED } = NOTE
const UNKNOWN = 'left: no answer tells its key, and it holds no text of its own'

interface Unmarked {
  readonly known?: readonly string[]
  readonly answers: Answers
  readonly outcome: string
}

const LAST: Answers = { 'GET /users?page=2': [404] }

test.each<[string, Unmarked]>([
  ['an empty list', { answers: { 'GET /users': [200, { items: [] }] }, outcome: 'absent: ' }],
  ['a list that is gone with its parent', { answers: { 'GET /users': [404] }, outcome: 'absent: ' }],
  ['a list without an answer', { answers: {}, outcome: `${UNKNOWN}; the list was not answered` }],
  [
    'a list that nobody looked at before',
    {
      answers: { 'GET /users': [200, { items: [{ id: 1 }] }], ...LAST },
      outcome: `${UNKNOWN}; look for it in GET /users`,
    },
  ],
  [
    'a list of members that were there before, or are of another claim',
    {
      known: ['/users/1'],
      answers: { 'GET /users': [200, { items: [{ id: 1 }, { id: 9 }] }], ...LAST },
      outcome: 'absent: ',
    },
  ],
  [
    'a list with a new member',
    {
      known: ['/users/1'],
      answers: { 'GET /users': [200, { items: [{ id: 1 }, { id: 2 }] }], ...LAST },
      outcome: `${UNKNOWN}; new since then, and perhaps of another client: /users/2`,
    },
  ],
])('a member without a mark in %s', async (_name, { known, answers, outcome }) => {
  const said = await remove({ note: UNMARKED, ...(known === undefined ? {} : { known }) }, answers)
  expect(said.at(-1)?.slice(0, outcome.length)).toBe(outcome)
})

test('a list that ignores its page parameter is read twice', async () => {
  const page: Answers[string] = [200, { items: [{ id: 1, name: 'x' }] }]
  expect(await remove({}, { 'GET /users': page, 'GET /users?page=2': page })).toEqual([
    'GET /users',
    'GET /users?page=2',
    'absent: the user of an unanswered create under /users/{id}',
  ])
})

test('a member that is not at its path is looked for by its mark', async () => {
  const answers: Answers = {
    'DELETE /users/7': [404],
    'GET /users': [200, { items: [{ id: 8, name: 'wa1b2c6789' }] }],
    'DELETE /users/8': [204],
  }
  expect(await remove({ path: '/users/7' }, answers)).toContain('removed: user at /users/8')
  expect(await remove({ path: '/users/7', isSeen: true }, answers)).toEqual([
    'DELETE /users/7',
    'absent: user at /users/7',
  ])
})

test('a server that demands a version gets it', async () => {
  const answers: Answers = {
    'DELETE /users/7': [428],
    'GET /users/7': [200, {}, '"5"'],
    'DELETE /users/7 "5"': [204],
  }
  expect(await remove({ path: '/users/7' }, answers)).toContain('removed: user at /users/7')
})

test('a delete that is refused or not answered leaves the member, with the reason', async () => {
  expect(await remove({ path: '/users/7' }, { 'DELETE /users/7': [500], 'GET /users/7': [200] })).toContain(
    'left: the delete was answered 500',
  )
  expect(await remove({ path: '/users/7' }, {})).toContain('left: the delete was not answered')
})

test('a member that may be of another client is never deleted', async () => {
  const claim = { note: { ...NOTE, kept: 'doubtful' as const }, path: '/users/7' }
  expect(await remove(claim, { 'GET /users/7': [200] })).toEqual([
    'GET /users/7',
    'left: its delete succeeded, and another client may have created it since then',
  ])
  expect(await remove(claim, { 'GET /users/7': [404] })).toContain('absent: user at /users/7')
})

test('a member that a delete has kept before is read after another delete', async () => {
  const claim = { note: { ...NOTE, kept: 'own' as const }, path: '/users/7' }
  const answers: Answers = { 'DELETE /users/7': [204], 'GET /users/7': [200] }
  expect(await remove(claim, answers)).toContain('left: its delete succeeds, and a read still shows it')
  expect(await remove(claim, { ...answers, 'GET /users/7': [404] })).toContain('removed: user at /users/7')
})

test('a singleton is put back into its first state', async () => {
  const note: CreateNote = {
    resource: 'setting',
    item: '/setting',
    remove: undefined,
    keys: {},
    restore: { method: 'PUT', media: 'application/json', value: { a: 1 } },
  }
  expect(await remove({ note, path: '/setting' }, { 'PUT /setting': [200] })).toEqual([
    'PUT /setting',
    'restored: setting at /setting',
  ])
})

test('a member that the list shows where its delete finds nothing is left, and not taken for another', async () => {
  const answers: Answers = {
    'DELETE /users/7': [404],
    'GET /users': [
      200,
      {
        items: [
          { id: 9, name: 'wa1b2c6789' },
          { id: 7, name: 'wa1b2c6789' },
        ],
      },
    ],
    'GET /users?page=2': [200, { items: [] }],
  }
  expect(await remove({ path: '/users/7' }, answers)).toContain(
    'left: the list shows it, and its delete says that it is not there',
  )
  // The member at /users/9 is that of another claim.
  expect(
    await remove({ path: '/users/8' }, { ...answers, 'DELETE /users/8': [404], 'DELETE /users/7': [204] }),
  ).toContain('DELETE /users/7')
})
