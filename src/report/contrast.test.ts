import { expect, test } from 'vitest'
import { type Contrast, createContrast } from './contrast.ts'

/** Counts requests that pass and that fail, each with its traits. */
function counted(passed: readonly (readonly string[])[], failed: readonly (readonly string[])[]): Contrast {
  const contrast = createContrast()
  for (const traits of passed) contrast.note(traits, ['rule'], [])
  for (const traits of failed) contrast.note(traits, [], ['rule/status'])
  return contrast
}

const PASSED = Array.from({ length: 10 }, (_, index) => ['update', index % 2 === 0 ? 'of A' : 'of B'])

test('what requests that fail have, and those that pass have not, is told with the counts', () => {
  const contrast = counted(PASSED, [
    ['update', 'of A', 'with /id in the body', 'with x'],
    ['update', 'of B', 'with /id in the body'],
  ])
  const only = { traits: ['with /id in the body'], failed: 2, of: 2, others: 10 }
  expect(contrast.find('rule/status', 'rule')).toEqual(only)
  expect(contrast.find('rule/other', 'rule')).toBeUndefined()
})

test('two traits together are told where none alone tells', () => {
  const failed = [
    ['update', 'of A', 'with x'],
    ['update', 'of A', 'with x'],
  ]
  const passed = [...PASSED, ...PASSED.map((traits) => (traits.includes('of B') ? [...traits, 'with x'] : traits))]
  const only = { traits: ['of A', 'with x'], failed: 2, of: 2, others: 20 }
  const told = counted(passed, failed).find('rule/status', 'rule')
  expect({ ...told, traits: told?.traits.toSorted() }).toEqual(only)
})

test('some requests with the trait may pass', () => {
  const failed = Array.from({ length: 3 }, () => ['update', 'with /id in the body'])
  const told = (passes: number) => counted([...PASSED, ...failed.slice(0, passes)], failed).find('rule/status', 'rule')
  expect(told(1)).toEqual({ traits: ['with /id in the body'], failed: 3, of: 4, others: 10 })
  expect(told(3)).toBeUndefined()
})

test('nothing is told of a trait that a failing request lacks', () => {
  const failed = [
    ['update', 'with /id in the body'],
    ['update', 'of A'],
  ]
  expect(counted(PASSED, failed).find('rule/status', 'rule')).toBeUndefined()
})

test('nothing is told of a single failure, nor where few requests pass', () => {
  const failing = ['update', 'with /id in the body']
  expect(counted(PASSED, [failing]).find('rule/status', 'rule')).toBeUndefined()
  expect(counted(PASSED.slice(0, 5), [failing, failing]).find('rule/status', 'rule')).toBeUndefined()
})

test('of traits that tell as much, the one that more failures of other causes have is told', () => {
  const contrast = counted(
    PASSED,
    Array.from({ length: 3 }, () => ['update', 'with a', 'with b']),
  )
  for (let count = 0; count < 4; count += 1) contrast.note(['update', 'with b'], [], ['other/status'])
  expect(contrast.find('rule/status', 'rule')?.traits).toEqual(['with b'])
})
