import { expect, test } from 'vitest'
import { breaksNumber } from './breaks-number.ts'

const schema = {
  anyOf: [
    { type: 'number', exclusiveMinimum: 0 },
    { type: 'string', pattern: '^[0-9.]*$' },
  ],
}
/** A validator of the first alternative alone. */
const validators = () => (value: unknown) => (Number(value) > 0 ? [] : [{ keyword: 'exclusiveMinimum' }])
const means = { schemas: {}, validators: validators as never }

test('a text in the place of a number keeps to the bounds of the number', () => {
  expect(['0', '', '7', '0.5', '007', '1.'].filter((text) => breaksNumber(text, schema, means))).toEqual([
    '0',
    '',
    '007',
    '1.',
  ])
  expect(breaksNumber('0', { type: 'string' }, means)).toBe(false)
})
