import { expect, test } from 'vitest'
import { onlyText } from './only-text.ts'

test('the contrast of a cause is one line, with the counts on both sides', () => {
  const traits = ['read', 'with pretty=true']
  expect(onlyText({ traits, failed: 62, of: 62, others: 1468 })).toBe(
    'only read, with pretty=true: all 62 requests fail, and none of 1,468 others',
  )
  expect(onlyText({ traits: ['of A\u001b[31m'], failed: 4, of: 5, others: 9 })).toBe(
    'only of A\\x1b[31m: 4 of 5 requests fail, and none of 9 others',
  )
})
