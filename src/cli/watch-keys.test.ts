import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listenForKeys, type Wish } from './watch-keys.ts'

function terminal(isTTY: boolean) {
  const modes: boolean[] = []
  const stream = new PassThrough()
  const input = Object.assign(stream, { isTTY, setRawMode: (mode: boolean) => modes.push(mode) })
  return { modes, input: input as unknown as NodeJS.ReadStream & PassThrough }
}

test('r and Enter wish another round, a all cases, q and Ctrl-D the end; other keys nothing', async () => {
  const { input, modes } = terminal(true)
  const wishes: Wish[] = []
  const stop = listenForKeys((wish) => wishes.push(wish), input)
  for (const key of ['r', '\r', 'A', 'x', '\u001b[A', 'q', '\u0004']) {
    input.write(key)
    await turn()
  }
  stop()
  input.write('q')
  await turn()
  expect(wishes).toEqual(['again', 'again', 'all', 'quit', 'quit'])
  expect(modes).toEqual([true, false])
})

test('without a terminal there are no keys', async () => {
  const { input, modes } = terminal(false)
  const wishes: Wish[] = []
  listenForKeys((wish) => wishes.push(wish), input)()
  input.write('q')
  await turn()
  expect([wishes, modes]).toEqual([[], []])
})
