import { expect, test } from 'vitest'
import { statedBy } from './stated-by.ts'

test.each([
  ['maxLength', { limit: 80 }, '80'],
  ['minItems', { limit: 1 }, '1'],
  ['pattern', { pattern: '^[a-f0-9]{32}$' }, '^[a-f0-9]{32}$'],
  ['enum', { allowedValues: ['EU', 'US', null, ''] }, 'EU, US, null, ""'],
  ['const', { allowedValue: false }, 'false'],
  ['type', { type: ['string', 'null'] }, 'string or null'],
  ['required', { missingProperty: 'name' }, undefined],
  ['not', {}, undefined],
])('the value of %s is that of the schema', (keyword, params, stated) => {
  expect(statedBy({ keyword, params })).toBe(stated)
})

test('a long list is cut', () => {
  const stated = statedBy({ keyword: 'enum', params: { allowedValues: Array.from({ length: 99 }, (_, n) => `T${n}`) } })
  expect(stated).toMatch(/^T0, T1, .*…$/)
  expect(stated).toHaveLength(121)
})
