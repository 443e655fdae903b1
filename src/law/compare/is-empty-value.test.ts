import { expect, test } from 'vitest'
import { isEmptyValue } from './is-empty-value.ts'

test.each([null, '', 0, false, [], {}])('%j is empty', (value) => {
  expect(isEmptyValue(value)).toBe(true)
})

test.each([undefined, ' ', 1, true, [null], { a: null }])('%j is not empty', (value) => {
  expect(isEmptyValue(value)).toBe(false)
})
