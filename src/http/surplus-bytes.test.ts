import { EventEmitter } from 'node:events'
import type { Dispatcher } from 'undici'
import { expect, test } from 'vitest'
import { watchSurplusBytes } from './surplus-bytes.ts'

test.each([
  ['the connection of the answer', 4001, true],
  ['another connection', 4002, false],
])('bytes on %s follow the answer: %s', async (_, port, isFollowed) => {
  const dispatcher = new EventEmitter()
  const { follow } = watchSurplusBytes(dispatcher as unknown as Pick<Dispatcher, 'on'>)
  const found = follow(4001)
  dispatcher.emit(
    'disconnect',
    undefined,
    [],
    Object.assign(new Error('bad response'), { socket: { localPort: port } }),
  )
  expect(await found).toBe(isFollowed)
})
