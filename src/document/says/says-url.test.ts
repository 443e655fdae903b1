import { expect, test } from 'vitest'
import { saysUrl } from './says-url.ts'

test('a description of a text tells that it is a URL', () => {
  expect(['URI to the next page. May be null.', 'The URL of the next page'].map(saysUrl)).toEqual([true, true])
  expect(['The token of the URL', 'Provide this value to the next list', 7].map(saysUrl)).toEqual([false, false, false])
})
