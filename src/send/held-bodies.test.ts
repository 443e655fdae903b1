import { expect, test } from 'vitest'
import { createHeldBodies } from './held-bodies.ts'

function adviceFor(times: readonly number[]): string | undefined {
  const { note, advice } = createHeldBodies()
  for (const time of times) note(time)
  return advice()
}

const many = (count: number, time: number): readonly number[] => Array.from({ length: count }, () => time)

test('bodies that come later by the time of a delayed acknowledgement are told, with the way to mend it', () => {
  expect(adviceFor([...many(30, 41.3), ...many(10, 0.2)])).toMatch(
    /^30 of 40 bodies came about 40 ms after their heads: .* Set TCP_NODELAY /,
  )
  expect(adviceFor(many(20, 101))).toContain('about 100 ms')
})

test.each([
  ['a fast server', many(500, 0.1)],
  ['few answers', many(19, 41)],
  ['a minority', [...many(30, 41), ...many(31, 1)]],
  [
    'a server that needs this time now and then more, now and then less',
    [20, 30, 40, 50, 70, 80].flatMap((time) => many(20, time)),
  ],
])('nothing is told of %s', (_, times) => {
  expect(adviceFor(times)).toBe(undefined)
})
