import { expect, test } from 'vitest'
import { applies, CONFIGURED, create, found, left, type Request, remove, update } from './told-moment.test-support.ts'

/** An update of the name alone, or of the team alone. */
function partial(values: Readonly<Record<string, unknown>>, status: number, at: Request['at']): Request {
  return { role: 'update', status, sent: { type: 'SLACK', ...values }, at, body: {} }
}

const UPDATES = [partial({ channelName: 'second' }, 200, [0, 10]), partial({ teamName: 'team' }, 200, [1, 12])] as const

test('a value that an update has replaced does not come back with an update that leaves it out', () => {
  expect(found('nothing-returns', [...UPDATES, ...left('first')], CONFIGURED)).toEqual(['old-value-returns'])
  expect(found('nothing-returns', [...UPDATES, ...left('second')], CONFIGURED)).toEqual([])
  // An update resets what it leaves out.
  expect(found('nothing-returns', [...UPDATES, ...left('another')], CONFIGURED)).toEqual([])
})

test('an old value that an update sends again, or that no update replaces, may show', () => {
  const again = partial({ channelName: 'first' }, 200, [1, 12])
  expect(found('nothing-returns', [UPDATES[0], again, ...left('first')], CONFIGURED)).toEqual([])
  const refused = partial({ channelName: 'second' }, 409, [0, 10])
  expect(found('nothing-returns', [refused, UPDATES[1], ...left('first')], CONFIGURED)).toEqual([])
})

test('the law needs updates alone, of a member that was there', () => {
  expect(applies('nothing-returns', [...UPDATES, ...left('first')], CONFIGURED)).toBe(true)
  expect(applies('nothing-returns', [...UPDATES, ...left('first')])).toBe(false)
  for (const other of [remove(204, [0, 9]), create('a', 409, [0, 9]), { ...update('a', 200, [0, 9]), status: 500 }])
    expect(applies('nothing-returns', [...UPDATES, other, ...left('first')], CONFIGURED)).toBe(false)
})
