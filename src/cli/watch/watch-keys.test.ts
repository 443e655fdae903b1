import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listenForKeys, type WatchRequest } from './watch-keys.ts'

function terminal(isTTY: boolean) {
  const modes: boolean[] = []
  const stream = new PassThrough()
  const input = Object.assign(stream, { isTTY, setRawMode: (mode: boolean) => modes.push(mode) })
  return { modes, input: input as unknown as NodeJS.ReadStream & PassThrough }
}

test('r and Enter request another round, a all cases, q and Ctrl-D the end; other keys nothing', async () => {
  const { input, modes } = terminal(true)
  const requests: WatchRequest[] = []
  const stop = listenForKeys((request) => requests.push(request), input)
  for (const key of ['r', '\r', 'A', 'x', '\u001b[A', 'q', '\u0004']) {
    input.write(key)
    await turn()
  }
  stop()
  input.write('q')
  await turn()
  expect(requests).toEqual(['again', 'again', 'all', 'quit', 'quit'])
  expect(modes).toEqual([true, false])
})

test('without a terminal there are no keys', async () => {
  const { input, modes } = terminal(false)
  const requests: WatchRequest[] = []
  listenForKeys((request) => requests.push(request), input)()
  input.write('q')
  await turn()
  expect([requests, modes]).toEqual([[], []])
})
