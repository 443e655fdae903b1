import { expect, test } from 'vitest'
import { applies, CONFIGURED, create, found, left, read, remove, update } from './told-moment.test-support.ts'

const law = 'fresh-reads'

test('a read that is sent after the answer to an update shows it, or a later one', () => {
  const updates = [update('a', 200, [0, 5]), update('b', 200, [8, 30])]
  for (const name of ['a', 'b'])
    expect(found(law, [...updates, read([9, 20], name), ...left('b')], CONFIGURED)).toEqual([])
  expect(found(law, [...updates, read([9, 20], 'first'), ...left('b')], CONFIGURED)).toEqual(['stale-read'])
  expect(found(law, [...updates, read([31, 40], 'a'), ...left('b')], CONFIGURED)).toEqual(['stale-read'])
})

test('a read that is sent before the answer may show what was before', () => {
  const requests = [update('a', 200, [0, 20]), read([19, 40], 'first'), ...left('a')]
  expect(found(law, requests, CONFIGURED)).toEqual([])
  expect(applies(law, [update('a', 400, [0, 20]), ...requests.slice(1)], CONFIGURED)).toBe(false)
})

test('the answer to a write shows that write, or one that is under way with it', () => {
  const lacking = { ...create('a', 200, [0, 20]), body: { results: [] } }
  expect(found(law, [create('a', 200, [0, 20]), ...left('a')])).toEqual([])
  expect(found(law, [lacking, ...left('a')])).toEqual(['stale-answer'])
  expect(found(law, [lacking, remove(204, [10, 30]), ...left()])).toEqual([])
  const before = { ...update('a', 200, [10, 20]), body: update('first', 200, [0, 0]).body }
  expect(found(law, [before, ...left('a')], CONFIGURED)).toEqual(['stale-answer'])
  expect(found(law, [before, update('first', 200, [5, 15]), ...left('a')], CONFIGURED)).toEqual([])
})

test('a delete is followed by reads of nothing, unless another write may have come after it', () => {
  const gone = [remove(204, [0, 5]), read([6, 9], 'first')]
  expect(found(law, [...gone, ...left()], CONFIGURED)).toEqual(['stale-read'])
  expect(found(law, [...gone, update('first', 200, [1, 30]), ...left('first')], CONFIGURED)).toEqual([])
})

test('a refused write, and one without an answer, replace nothing', () => {
  expect(found(law, [update('a', 400, [0, 5]), read([6, 9], 'first'), ...left('first')], CONFIGURED)).toEqual([])
  expect(found(law, [{ ...update('a', 200, [0, 5]), at: [0] }, read([6, 9], 'first')], CONFIGURED)).toEqual([])
})
