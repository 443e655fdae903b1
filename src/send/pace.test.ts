import { expect, test } from 'vitest'
import { createPace } from './pace.ts'
import { createWaits } from './waits.ts'

test('several requests at once wait for the time that they would have taken one after another', async () => {
  const pace = createPace(100, createWaits())
  const started = performance.now()
  await pace(5)
  const burst = performance.now() - started
  await pace()
  const next = performance.now() - started
  // A timer may end a millisecond early.
  expect(burst).toBeGreaterThanOrEqual(39)
  expect(next).toBeGreaterThanOrEqual(48)
})

test('without a rate nothing waits', async () => {
  let turned = false
  setImmediate(() => {
    turned = true
  })
  await createPace(undefined, createWaits())(8)
  expect(turned).toBe(false)
})
