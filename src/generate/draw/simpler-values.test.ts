import { type Arbitrary, check, property } from 'fast-check'
import { expect, test } from 'vitest'
import { invalidSites } from '../invalid-sites.ts'
import { validValues } from '../valid-values.ts'
import { simplerValues } from './simpler-values.ts'

test('a simplest value has no simpler value', () => {
  for (const value of [null, false, 0, '', [], {}]) expect([...simplerValues(value)]).toEqual([])
})

test('texts get shorter from either end, then plainer', () => {
  expect([...simplerValues('abcd')]).toEqual(['', 'ab', 'cd', 'abc', 'bcd', 'aacd', 'abad', 'abca'])
  expect([...simplerValues('🚀')]).toEqual(['', 'a'])
})

test('numbers go towards 0, and lists and objects get fewer or simpler parts', () => {
  expect([...simplerValues(10)]).toEqual([0, 5, 8, 9])
  expect([...simplerValues(-1.5)]).toEqual([1.5, -1, 0])
  expect([...simplerValues([true, 1])]).toEqual([[], [true], [1], [false, 1], [true, 0]])
  expect([...simplerValues({ a: true, b: 0 })]).toEqual([{ b: 0 }, { a: true }, { a: false, b: 0 }])
})

test('a property named __proto__ stays a property', () => {
  const simpler = [...simplerValues(JSON.parse('{"__proto__":true,"a":1}'))].map((value) => JSON.stringify(value))
  expect(simpler).toContain('{"__proto__":false,"a":1}')
  expect(simpler).toContain('{"__proto__":true}')
})

const NAMED = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 2 }, tags: { type: 'array', items: { type: 'integer' } } },
}

/** The value that fast-check shrinks a given example to. */
function shrunk(arbitrary: Arbitrary<unknown>, example: unknown, fails: (value: unknown) => boolean): unknown {
  const details = check(
    property(arbitrary, (value) => !fails(value)),
    { examples: [[example]], numRuns: 1, seed: 1 },
  )
  return details.counterexample?.[0]
}

test('a given example shrinks to the simplest valid failing value', () => {
  const example = { name: 'a long name indeed', tags: [3, 500, 7] }
  const anyway = shrunk(validValues(NAMED), example, () => true)
  expect(anyway).toEqual({ name: 'aa' })
  const large = shrunk(validValues(NAMED), example, (value) =>
    ((value as typeof example).tags ?? []).some((tag) => tag > 99),
  )
  expect(large).toEqual({ name: 'aa', tags: [100] })
})

test('a given invalid example stays invalid at the same place', () => {
  for (const site of invalidSites(NAMED)) {
    if (site.keyword !== 'minLength' || !('arbitrary' in site)) continue
    expect(site.arbitrary.canShrinkWithoutContext({ name: 'x', tags: [1] })).toBe(true)
    expect(site.arbitrary.canShrinkWithoutContext({ name: 'xx' })).toBe(false)
    expect(shrunk(site.arbitrary, { name: 'x', tags: [1] }, () => true)).toEqual({ name: '' })
    return
  }
  expect.unreachable('there is no such site')
})
