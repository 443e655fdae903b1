import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'
import {
  applies,
  CONFIGURED,
  create,
  found,
  left,
  read,
  type Request,
  remove,
  slack,
  update,
} from './told-moment.test-support.ts'

/** A read that shows the token of one member with the name of another. */
function mixed(at: Request['at']): Request {
  const { body } = read(at, 'a')
  return { ...read(at, 'a'), body: { ...Object(body), channelName: 'first' } }
}

test('an answer that mixes the values of two states is told with both', () => {
  const requests = [update('a', 200, [0, 20]), mixed([5, 9]), ...left('a')]
  expect(problemsOf('concurrent', 'nothing-else', { moment: { key: 'SLACK', ...CONFIGURED, requests } })).toEqual([
    {
      message:
        'expected SLACK as it was before, or SLACK as one write of the moment leaves it; SLACK has values that no single write explains: /apiToken of request 1, /channelName as before',
      at: 'body#',
      expected: [slack('first'), slack('a')],
      actual: mixed([5, 9]).body,
    },
  ])
})

test('each whole state may show in any order, an old one too', () => {
  const updates = [update('a', 200, [0, 5]), update('b', 200, [8, 30])]
  for (const name of ['first', 'a', 'b'])
    expect(found('nothing-else', [...updates, read([40, 45], name), ...left('b')], CONFIGURED)).toEqual([])
})

test('a value that no request had sent before the answer is not explained', () => {
  expect(found('nothing-else', [read([0, 5], 'a'), update('a', 200, [6, 9]), ...left('a')], CONFIGURED)).toEqual([
    'mixed-values',
  ])
})

test('a member is absent only where it was, or after a delete', () => {
  const gone = [update('a', 200, [0, 20]), read([5, 9]), ...left('a')]
  expect(found('nothing-else', gone, CONFIGURED)).toEqual(['absent-without-delete'])
  expect(found('nothing-else', gone)).toEqual([])
  expect(found('nothing-else', [...gone, remove(204, [0, 9])], CONFIGURED)).toEqual([])
  expect(found('nothing-else', [...gone, { role: 'delete', at: [0] }], CONFIGURED)).toEqual([])
  expect(found('nothing-else', [...gone, remove(409, [0, 9])], CONFIGURED)).toEqual(['absent-without-delete'])
})

test('a list without the member counts as a read of an absent one', () => {
  const list: Request = { role: 'list', body: { results: [] }, at: [5, 9] }
  expect(found('nothing-else', [update('a', 200, [0, 20]), list, ...left('a')], CONFIGURED)).toEqual([
    'absent-without-delete',
  ])
})

test('a list has the member once', () => {
  const { body } = left('a')[0] ?? {}
  const list: Request = {
    role: 'list',
    body: { results: [body, body].flatMap((one) => Object(one).results) },
    at: [5, 9],
  }
  expect(found('nothing-else', [update('a', 200, [0, 20]), list, ...left('a')], CONFIGURED)).toEqual([
    'twice-in-one-answer',
  ])
})

test('a refused create explains no member, and a create without a clear answer does', () => {
  const seen = [read([5, 9], 'a'), ...left()]
  expect(found('nothing-else', [create('a', 400, [0, 20]), ...seen])).toEqual(['unexplained-member'])
  expect(found('nothing-else', [create('a', 502, [0, 20]), ...seen])).toEqual([])
  expect(found('nothing-else', [{ ...create('a', 200, [0]), at: [0] }, ...seen])).toEqual([])
})

test('nothing is claimed of a key whose state before is unknown', () => {
  expect(applies('nothing-else', [update('a', 200, [0, 9]), ...left('a')], { before: 'unknown' })).toBe(false)
  expect(found('nothing-else', [update('a', 200, [0, 9]), read([3, 5])], { before: 'unknown' })).toEqual([])
  expect(applies('nothing-else', [update('a', 200, [0, 9]), ...left('a')], CONFIGURED)).toBe(true)
})
