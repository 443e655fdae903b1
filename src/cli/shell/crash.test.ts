import { expect, test } from 'vitest'
import { UserError } from '../../source/mistake.ts'
import { crashMessage } from './crash.ts'

test('a full disk is told as such, and any other error as a defect of the tool', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  expect(crashMessage(full)).toBe(
    'a file could not be written, since the disk is full (ENOSPC); free some space, and run the command again\n',
  )
  expect(crashMessage(new Error('the report a.json cannot be written', { cause: full }))).toBe(
    'the report a.json cannot be written\n',
  )
  expect(crashMessage(new Error('odd'))).toMatch(/^conform failed; this is a defect of the tool: Error: odd\n/)
  expect(crashMessage(new UserError('a sentence'))).toBe('a sentence\n')
})
