import { expect, test } from 'vitest'
import { innermostPart, mayTurnOrder } from './changed-part.ts'

test('a date alone may turn the order of the dates beside it, at the top or within an object', () => {
  const sent = { from: '2031-03-01', validFor: { start: '2031-03-01', end: '2031-03-02', note: 'first' } }
  expect(mayTurnOrder({ validFor: { start: '2031-03-04' } }, sent)).toBe(true)
  expect(mayTurnOrder({ validFor: { note: 'second' } }, sent)).toBe(false)
  expect(mayTurnOrder({ validFor: { start: '2031-03-04', end: '2031-03-05' } }, sent)).toBe(false)
  expect(mayTurnOrder({ from: '2031-03-04' }, sent)).toBe(false)
  expect(mayTurnOrder({ from: '2031-03-04' }, { ...sent, to: '2031-03-02' })).toBe(true)
})

test('the innermost part of a period is its end', () => {
  expect(innermostPart({ validFor: { start: '2031-03-04', end: '2031-03-05' } })).toEqual({
    validFor: { end: '2031-03-05' },
  })
  expect(innermostPart({ price: { unit: 'EUR', value: 2 } })).toEqual({ price: { unit: 'EUR' } })
})
