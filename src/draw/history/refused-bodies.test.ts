import { expect, test } from 'vitest'
import type { Example, PropertySource } from '../property-source.ts'
import { refusedBodies } from './refused-bodies.ts'

const RULES = ['type', 'enum', 'pattern', 'maxLength', 'minLength']
const beside = (): Example => ({ value: { a: 1, b: 2 } }) as Example

test.each([1, 2, 3, 5])('of %d rules each refused body breaks the next one', (count) => {
  const examples = RULES.slice(0, count).map(
    (rule): Example => ({ value: { a: rule }, broken: { rule, instancePath: '/a' } }) as Example,
  )
  const source = { boundaries: count, example: (index: number) => examples[index] } as PropertySource
  const next = refusedBodies(['A'], { open: () => source, beside })
  const bodies = Array.from({ length: 2 * count }, () => next('A'))
  expect(new Set(bodies.slice(0, count).map(({ broken }) => broken?.rule)).size).toBe(count)
  expect(bodies.slice(count)).toEqual(bodies.slice(0, count))
  for (const { value, broken } of bodies) expect(value).toEqual({ a: broken?.rule, b: 2 })
})
