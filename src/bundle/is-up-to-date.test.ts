import { expect, test } from 'vitest'
import { TOOL } from '../source/tool.ts'
import { digestCode } from './digest-code.ts'
import { isUpToDate } from './is-up-to-date.ts'

test('a built contract is up to date until the code changes; a contract that is not built never is', () => {
  const code = digestCode()
  expect(isUpToDate(TOOL.contract, code)).toBe(true)
  expect(isUpToDate(TOOL.contract, `${code}0`)).toBe(false)
  expect(isUpToDate('unheard-of', code)).toBe(false)
})
