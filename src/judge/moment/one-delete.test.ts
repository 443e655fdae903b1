import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'
import { applies, CONFIGURED, create, found, left, remove, update } from './told-moment.test-support.ts'

test('two deletes of one member that both succeed are told with their overlap', () => {
  const requests = [remove(204, [0, 20]), remove(404, [1, 9]), remove(204, [8, 30]), ...left()]
  expect(problemsOf('concurrent', 'one-delete', { moment: { key: 'SLACK', ...CONFIGURED, requests } })).toEqual([
    {
      message: 'expected one success among the deletes of SLACK; two deletes, both answered 204, overlapped for 12 ms',
      at: 'status',
      expected: 'one success',
      actual: [204, 204],
    },
  ])
})

test('a create or an update makes room for another delete, a refused one does not', () => {
  const both = [remove(204, [0, 20]), remove(204, [8, 30])]
  expect(found('one-delete', [...both, create('a', 200, [5, 9])], CONFIGURED)).toEqual([])
  expect(found('one-delete', [...both, update('a', 200, [5, 9])], CONFIGURED)).toEqual([])
  expect(found('one-delete', [...both, { role: 'update', at: [5] }], CONFIGURED)).toEqual([])
  expect(found('one-delete', [...both, create('a', 409, [5, 9])], CONFIGURED)).toEqual(['two-deletes-succeed'])
  expect(found('one-delete', [...both, create('a', 200, [5, 9])])).toEqual(['two-deletes-succeed'])
})

test('one delete of a member proves nothing, and one where there is none does', () => {
  expect(applies('one-delete', [remove(204, [0, 20])], CONFIGURED)).toBe(false)
  expect(applies('one-delete', [remove(404, [0, 20])])).toBe(true)
  expect(found('one-delete', [remove(204, [0, 20])])).toEqual(['two-deletes-succeed'])
  expect(found('one-delete', [remove(204, [0, 20])], { before: 'unknown' })).toEqual([])
})
