import { expect, test } from 'vitest'
import type { ApiOperation } from '../../document/api-document.ts'
import { unusedSentence } from './unused-operations.ts'

test('a long path is cut in the sentence', () => {
  const [short, long] = ['/a', '/a'.repeat(20_000)].map((path) => ({ method: 'GET', path }) as ApiOperation)
  if (short === undefined || long === undefined) throw new Error('two operations are made')
  expect(unusedSentence([short, long])).toBe(
    `GET /a, GET ${'/a'.repeat(99)}/… belong to no resource, so no law is about them`,
  )
})
