import { expect, test } from 'vitest'
import { inHalves } from './in-halves.ts'

/** The parts that are sent alone, where those in `wrong` are refused. */
async function alone(wrong: readonly number[], most = 20): Promise<readonly number[]> {
  const sent: number[] = []
  await inHalves(
    [1, 2, 3, 4, 5, 6, 7, 8],
    (some) => {
      const [one = 0, ...others] = some
      if (others.length === 0) sent.push(one)
      const isRefused = some.some((part) => wrong.includes(part))
      return Promise.resolve(others.length > 0 && isRefused ? 'refused' : 'judged')
    },
    most,
  )
  return sent
}

test('a part that is refused by itself is found in halves', async () => {
  expect(await alone([6])).toEqual([5, 6])
  expect(await alone([1, 8])).toEqual([1, 2, 7, 8])
  expect(await alone([])).toEqual([])
})

test('no more than some requests are sent', async () => {
  expect(await alone([6], 3)).toEqual([])
})
