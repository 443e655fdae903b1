import { expect, test } from 'vitest'
import type { Target } from '../http/target.ts'
import { openConnection } from './open-connection.ts'
import { sendPatiently } from './send-patiently.ts'

test('a target that limits each request of a run gets the deletes of the clean-up, without further waits', async () => {
  const sent: string[] = []
  const target: Target = {
    name: 'test',
    basePath: '',
    send: async ({ method }) => {
      sent.push(method)
      const status = method === 'DELETE' ? 204 : 429
      return { answered: true, response: { status, headers: [['Retry-After', '25']], body: new Uint8Array() } }
    },
    close: () => Promise.resolve(),
  }
  let waited = 0
  const clock = { now: () => waited, sleep: async (milliseconds: number) => void (waited += milliseconds) }
  const connection = openConnection({ target, principals: {}, tokenPath: undefined, clock })
  const send = (method: string) => sendPatiently({ method, path: '/a/b', headers: [] }, 'owner', connection)
  for (let index = 0; index < 3; index += 1) expect(await send('PUT')).toMatchObject({ failure: 'limited' })
  expect(connection.breaker.reason()).toMatch(/^the target serves no more requests since PUT \/a\/b: /)
  const before = waited
  expect(await send('PUT')).toMatchObject({ failure: 'limited' })
  expect(waited).toBe(before)
  expect(await send('DELETE')).toMatchObject({ answered: true, response: { status: 204 } })
  // Within a patience of 60 s, a request is sent three times.
  expect(sent.filter((method) => method === 'PUT')).toHaveLength(10)
})

test.each([
  ['86400', '86400 s'],
  ['9'.repeat(400), 'more than a year'],
])('a Retry-After of %s is told as a wait of %s', async (asked, told) => {
  const target: Target = {
    name: 'test',
    basePath: '',
    send: async () => ({
      answered: true,
      response: { status: 429, headers: [['Retry-After', asked]], body: new Uint8Array() },
    }),
    close: () => Promise.resolve(),
  }
  const connection = openConnection({ target, principals: {}, tokenPath: undefined })
  const outcome = await sendPatiently({ method: 'GET', path: '/a', headers: [] }, 'owner', connection)
  expect(outcome).toMatchObject({ reason: `the target answered 429 and asked to wait ${told}` })
})
