import { expect, test } from 'vitest'
import { observe, type Told } from '../observation.test-support.ts'
import { besideWrites } from './beside-writes.ts'

const [WEBHOOK, SLACK] = ['WEBHOOK', 'SLACK']
const told = (
  at: readonly [number, number],
  given: Told,
): { readonly at: readonly [number, number]; readonly given: Told } => ({ at, given })

function momentOf(...given: readonly ReturnType<typeof told>[]): Parameters<typeof besideWrites>[1] {
  return given.map(({ at: [start, end], given: one }, exchange) => {
    const { request, response } = observe(one)
    return { group: 'own', request, response, start, end, exchange }
  })
}

test('a read is told with the writes of its member at the same moment', () => {
  const moment = momentOf(
    told([0.2, 31.6], { role: 'delete', key: WEBHOOK }),
    told([0.3, 30], { role: 'delete', key: SLACK }),
    told([0.4, 30.2], { role: 'read', key: WEBHOOK }),
    told([40, 41], { role: 'read', key: WEBHOOK }),
  )
  expect(besideWrites(2, moment)).toEqual([
    { exchange: 0, startMs: 0, endMs: 32 },
    { exchange: 2, startMs: 0, endMs: 30 },
  ])
  expect(besideWrites(3, moment), 'a read after them').toBeUndefined()
  expect(besideWrites(7, moment), 'another exchange').toBeUndefined()
})

test('without a write of its member, all writes are told, and reads alone are no race', () => {
  const moment = momentOf(
    told([0, 9], { role: 'list' }),
    told([1, 9], { role: 'delete', key: SLACK }),
    told([2, 9], { role: 'read', key: WEBHOOK }),
  )
  expect(besideWrites(0, moment)?.map(({ exchange }) => exchange)).toEqual([0, 1])
  expect(besideWrites(2, moment)?.map(({ exchange }) => exchange)).toEqual([1, 2])
  expect(besideWrites(1, moment), 'the only write').toBeUndefined()
})
