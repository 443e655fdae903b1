import { expect, test } from 'vitest'
import type { Reply, TargetRequest } from '../http/target.ts'
import { sendAgain } from './send-again.ts'

const CLOSED = { answered: false, failure: 'reset', reason: 'the connection was closed before an answer' } as const
const answered = (status: number): Reply => ({
  answered: true,
  response: { status, headers: [], body: new Uint8Array() },
})

/** The status of the answer that counts, where the second request gets this reply. */
async function outcomeOf(request: Partial<TargetRequest>, second: Reply): Promise<number | undefined> {
  const reply = await sendAgain({ method: 'POST', path: '/a/b', headers: [], ...request }, CLOSED, ({ beside }) =>
    Promise.resolve(beside === true ? second : answered(200)),
  )
  return reply?.answered === true ? reply.response.status : undefined
}

test.each([
  ['POST', 200, 200],
  ['POST', 400, 400],
  ['POST', 409, undefined],
  ['PUT', 412, undefined],
  ['PUT', 404, 404],
  ['DELETE', 204, 204],
  ['DELETE', 404, undefined],
  ['GET', 404, 404],
])(
  'the second answer to a %s, %s, counts unless the first request may have caused it',
  async (method, status, expected) => {
    expect(await outcomeOf({ method }, answered(status))).toBe(expected)
  },
)

test('the answer to a whole body says nothing of the body in pieces that closed the connection', async () => {
  expect(await outcomeOf({ transfer: 'chunked', body: new Uint8Array([1]) }, answered(200))).toBe(undefined)
})

test('a connection that is closed again is a defect of the answer', async () => {
  expect(await outcomeOf({}, CLOSED)).toBe(0)
})

/** The paths that a target answers, which closes all other connections. */
async function askedWhere(isAnswered: (path: string) => boolean): Promise<readonly unknown[]> {
  const asked: string[] = []
  const request: TargetRequest = { method: 'POST', path: '/groups/a/items/b?x=1', headers: [] }
  const reply = await sendAgain(request, CLOSED, ({ path }) => {
    asked.push(path)
    return Promise.resolve(isAnswered(path) ? answered(404) : CLOSED)
  })
  return [reply?.answered, asked]
}

test('where the resource above closes the connection too, the one above that shows whether the target is there', async () => {
  expect(await askedWhere((path) => path === '/groups/a')).toEqual([
    true,
    ['/groups/a/items', '/groups/a', '/groups/a/items/b?x=1', '/groups/a'],
  ])
  expect(await askedWhere(() => false)).toEqual([undefined, ['/groups/a/items', '/groups/a']])
})
