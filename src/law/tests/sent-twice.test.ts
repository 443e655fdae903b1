import { expect, test } from 'vitest'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS, type Target } from '../../http/target.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { lampsDocument } from './lamps.test-support.ts'

const CLOSED = { answered: false, failure: 'reset', reason: 'the connection was closed before an answer' } as const

/** A target that closes the connection after each create with this count from 0. */
function closing(target: Target, isClosed: (count: number) => boolean): Target {
  let creates = -1
  return {
    ...target,
    send: async (request) => {
      const reply = await target.send(request)
      if (request.method === 'POST' && isClosed((creates += 1))) return CLOSED
      return reply
    },
  }
}

test.each([
  ['once', (count: number) => count === 2 || count === 9],
  ['each time', (count: number) => count > 2],
])('no member is left behind where the connection is closed after a create: %s', async (_, isClosed) => {
  const names: unknown[] = []
  const { answer, held } = createCrud({
    path: '/lamps',
    created: (body) => {
      names.push(body['name'])
      return body
    },
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
  })
  const target = closing(fetchTarget(answer, DEFAULT_LIMITS), isClosed)
  const { leftBehind = [] } = await fireAt(lampsDocument(), answer, { target })
  // A member without a word of the run may be that of another client: it is named, and stays.
  expect(held().filter((id) => names[id - 1] !== '' || !leftBehind.join().includes(`/lamps/${id}`))).toEqual([])
})
