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
