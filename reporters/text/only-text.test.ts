import { expect, test } from 'vitest'
import { contrastText } from './only-text.ts'

test('the contrast of a cause is one line, with the counts on both sides', () => {
  const traits = ['read', 'with pretty=true']
  expect(contrastText({ traits, failed: 62, of: 62, others: 1468 })).toBe(
    'read, with pretty=true: all 62 requests fail, and none of 1,468 others',
  )
  expect(contrastText({ traits: ['of A\u001b[31m'], failed: 4, of: 5, others: 9 })).toBe(
    'of A\\x1b[31m: 4 of 5 requests fail, and none of 9 others',
  )
})
