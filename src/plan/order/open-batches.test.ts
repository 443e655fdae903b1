import { expect, test } from 'vitest'
import { BATCH } from './batch-form.ts'
import { type Batches, createBatches } from './open-batches.ts'
import type { Portion } from './portion.ts'

const portion = (id: string): Portion => ({ id, from: 0, to: undefined })
const idsOf = (batches: Batches): readonly string[] => batches.portions().map(({ id }) => id)

test('a portion joins the batch of its state', () => {
  const batches = createBatches()
  expect(batches.isOpen('A')).toBe(false)
  expect(batches.add(portion('a.one'), 'A', 5)).toBe(true)
  expect(batches.add(portion('b.one'), undefined, 1)).toBe(false)
  expect(batches.isOpen('A')).toBe(true)
  expect(batches.add(portion('a.two'), 'A', 1)).toBe(false)
  expect(idsOf(batches)).toEqual(['a.one', 'a.two', 'b.one'])
})

test('a batch is closed where many requests follow it, and the next portion of its state opens another', () => {
  const batches = createBatches()
  batches.add(portion('a.one'), 'A', 5)
  batches.add(portion('b.one'), 'B', 50)
  expect(batches.isOpen('A')).toBe(false)
  expect(batches.add(portion('a.two'), 'A', 5)).toBe(true)
  expect(idsOf(batches)).toEqual(['a.one', 'b.one', 'a.two'])
})

test('a full batch is closed', () => {
  const batches = createBatches()
  for (let count = 0; count < BATCH; count += 1) batches.add(portion(`a.${count}`), 'A', 1)
  expect(batches.isOpen('A')).toBe(false)
})
