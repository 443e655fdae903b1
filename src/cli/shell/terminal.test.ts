import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { UserError } from '../../source/mistake.ts'
import { openTerminal } from './terminal.ts'

function opened(): { readonly ask: Promise<string>; readonly input: PassThrough } {
  const input = new PassThrough()
  const { ask } = openTerminal({ cancelled: 'cancelled; nothing was written', input, output: new PassThrough() })
  return { ask: ask('Go on? '), input }
}

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s at a question ends the command with its message of a cancel', async (_, key) => {
  const { ask, input } = opened()
  input.write(key)
  await expect(ask).rejects.toThrow(new UserError('cancelled; nothing was written'))
})

test('an input that ends is a cancel too', async () => {
  const { ask, input } = opened()
  input.end()
  await expect(ask).rejects.toBeInstanceOf(UserError)
})

test('a line is the answer', async () => {
  const { ask, input } = opened()
  input.write('yes\n')
  expect(await ask).toBe('yes')
})
