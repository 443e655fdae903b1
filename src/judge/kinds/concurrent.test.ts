import { expect, test } from 'vitest'
import { judge } from '../judge.ts'
import {
  applies,
  CONFIGURED,
  create,
  found,
  left,
  read,
  remove,
  type Request,
  slack,
  update,
} from '../moment/told-moment.test-support.ts'
import { observe, problemsOf } from '../observation.test-support.ts'

test('two creates that both succeed are told with their overlap', () => {
  const requests = [create('a', 200, [0, 20]), create('b', 409, [1, 9]), create('c', 200, [8, 30]), ...left('c')]
  expect(problemsOf('concurrent', 'one-create', { moment: { key: 'SLACK', requests } })).toEqual([
    {
      message: 'expected one success among the creates of SLACK; two creates, both answered 200, overlapped for 12 ms',
      at: 'status',
      expected: 'one success',
      actual: [200, 200],
    },
  ])
})

test('a finding has the exchange that shows it, and the times of all requests behind it', () => {
  const requests = [create('c', 200, [8.4, 30.6]), create('a', 200, [0, 20])]
  const [finding] =
    judge(
      {
        requirement: 'second-create-conflicts',
        kind: 'concurrent',
        value: 'one-create',
        location: { file: '', line: 1, column: 1 },
      },
      observe({ moment: { key: 'SLACK', requests } }),
    ) ?? []
  expect(finding?.exchange).toBe(0)
  expect(finding?.timeline).toEqual([
    { exchange: 1, startMs: 0, endMs: 20 },
    { exchange: 0, startMs: 8, endMs: 31 },
  ])
})

test('a delete makes room for another create, a refused delete does not', () => {
  const both = [create('a', 200, [0, 20]), create('c', 200, [8, 30])]
  expect(found('one-create', [...both, remove(204, [5, 9])])).toEqual([])
  expect(found('one-create', [...both, { role: 'delete', at: [5] }])).toEqual([])
  expect(found('one-create', [...both, remove(404, [5, 9])])).toEqual(['two-creates-succeed'])
  expect(found('one-create', [...both, remove(204, [5, 9])], CONFIGURED)).toEqual(['two-creates-succeed'])
})

test('one of several creates of an absent key succeeds, unless something else writes it', () => {
  const both = [create('a', 409, [0, 20]), create('c', 409, [8, 30])]
  expect(problemsOf('concurrent', 'some-create', { moment: { key: 'SLACK', requests: [...both, ...left()] } })).toEqual(
    [
      {
        message: 'expected a success among the creates of SLACK, which was absent; two creates, answered 409',
        at: 'status',
        expected: 'a success among the creates',
        actual: [409, 409],
      },
    ],
  )
  expect(found('some-create', [...both, create('d', 200, [1, 2])])).toEqual([])
  expect(found('some-create', [...both, { role: 'create', at: [5] }])).toEqual([])
  expect(found('some-create', [...both, remove(404, [5, 9])])).toEqual([])
  expect(found('some-create', both, CONFIGURED)).toEqual([])
  expect(applies('some-create', [create('a', 200, [0, 20])])).toBe(true)
})

test('a delete beside an update stays, where an update creates nothing', () => {
  const both = [update('a', 200, [0, 20]), remove(204, [8, 30])]
  const moment = { key: 'SLACK', ...CONFIGURED, requests: [...both, ...left('a')] }
  expect(problemsOf('concurrent', 'removal-stays', { moment })[0]?.message).toBe(
    'expected no SLACK after its delete, since an update creates none; SLACK is there',
  )
  expect(found('removal-stays', [...both, ...left()], CONFIGURED)).toEqual([])
  expect(found('removal-stays', [...both, create('c', 200, [9, 10]), ...left('c')], CONFIGURED)).toEqual([])
  expect(found('removal-stays', [update('a', 200, [0, 20]), remove(404, [8, 30]), ...left('a')], CONFIGURED)).toEqual(
    [],
  )
  expect(applies('removal-stays', both, CONFIGURED)).toBe(false)
})

test('one create alone proves nothing, unless the key is configured', () => {
  expect(applies('one-create', [create('a', 200, [0, 20])])).toBe(false)
  expect(applies('one-create', [create('a', 409, [0, 20])], CONFIGURED)).toBe(true)
  expect(found('one-create', [create('a', 200, [0, 20])], CONFIGURED)).toEqual(['two-creates-succeed'])
})

test('a success that leaves nothing is lost', () => {
  const requests = [create('a', 200, [0, 20]), ...left()]
  expect(problemsOf('concurrent', 'nothing-lost', { moment: { key: 'SLACK', requests } })).toEqual([
    {
      message: 'expected SLACK as its create, answered 200, left it; SLACK is absent',
      at: 'body#/results',
      expected: [slack('a')],
      actual: 'nothing',
    },
  ])
  expect(found('nothing-lost', [remove(204, [0, 9]), ...left('first')], CONFIGURED)).toEqual(['write-replaced'])
})

test('a member with the values of several writes names the request of each value, or none', () => {
  const updates = [update('aaaa', 200, [0, 20]), update('bbbb', 200, [1, 21])]
  const apiToken = `${'*'.repeat(16)}aaaa`
  const said = (channelName: string): readonly string[] => {
    const body = { results: [{ type: 'SLACK', apiToken, channelName }] }
    const requests: readonly Request[] = [...updates, { role: 'list', body, at: [100, 101], after: true }]
    return problemsOf('concurrent', 'nothing-lost', { moment: { key: 'SLACK', ...CONFIGURED, requests } }).map(
      ({ message }) => message,
    )
  }
  const expected = 'expected SLACK as one of its 2 last successful writes left it; SLACK has '
  expect(said('bbbb')).toEqual([`${expected}/apiToken of request 1, /channelName of request 2`])
  expect(said('odd')).toEqual([`${expected}/apiToken of request 1, /channelName of no request`])
})

test('any of the overlapping writes may be the last one, and no other', () => {
  const updates = [update('a', 200, [0, 20]), update('b', 200, [8, 30])]
  expect(found('nothing-lost', [...updates, ...left('a')], CONFIGURED)).toEqual([])
  expect(found('nothing-lost', [...updates, ...left('b')], CONFIGURED)).toEqual([])
  expect(found('nothing-lost', [...updates, ...left('first')], CONFIGURED)).toEqual(['write-replaced'])
  expect(found('nothing-lost', [...updates, remove(204, [9, 10]), ...left()], CONFIGURED)).toEqual([])
})

test('the list and the read after a moment show one state', () => {
  const [listed, same] = left('a')
  const updates = [update('a', 200, [0, 20]), update('b', 200, [8, 30])]
  const [, other] = left('b')
  const [, absent] = left()
  if (listed === undefined || same === undefined || other === undefined || absent === undefined)
    throw new Error('no looks')
  expect(found('nothing-lost', [...updates, listed, same], CONFIGURED)).toEqual([])
  expect(found('nothing-lost', [...updates, listed, other], CONFIGURED)).toEqual(['states-differ'])
  const both = [create('a', 200, [0, 20]), remove(204, [8, 30])]
  expect(found('nothing-lost', [...both, listed, absent])).toEqual(['states-differ'])
  expect(
    found('nothing-lost', [create('a', 200, [0, 20]), { ...remove(204, [8, 30]), at: [8] }, listed, absent]),
  ).toEqual([])
})

test('a write before another success is not the last one', () => {
  const updates = [update('a', 200, [0, 5]), update('b', 200, [8, 30])]
  expect(found('nothing-lost', [...updates, ...left('a')], CONFIGURED)).toEqual(['write-replaced'])
  expect(found('nothing-lost', [...updates, ...left('b')], CONFIGURED)).toEqual([])
})

test('a write without an answer, or with a server error, may be the last one', () => {
  const done = update('b', 200, [8, 30])
  expect(found('nothing-lost', [{ ...update('a', 200, [0, 5]), at: [0] }, done, ...left('a')], CONFIGURED)).toEqual([])
  expect(found('nothing-lost', [update('a', 502, [0, 5]), done, ...left('a')], CONFIGURED)).toEqual([])
  expect(found('nothing-lost', [update('a', 409, [0, 5]), done, ...left('a')], CONFIGURED)).toEqual(['write-replaced'])
})

test('without the state afterwards nothing is lost', () => {
  expect(applies('nothing-lost', [create('a', 200, [0, 20])])).toBe(false)
  expect(applies('nothing-lost', [create('a', 409, [0, 20]), ...left()])).toBe(false)
})

test('of what is lost, each of two laws tells its own part', () => {
  const [updated, removed] = [update('a', 200, [0, 20]), remove(204, [8, 30])]
  const looks = left('first')
  expect(found('writes-stay', [updated, ...looks], CONFIGURED)).toEqual(['write-replaced'])
  expect(found('deletes-stay', [removed, ...looks], CONFIGURED)).toEqual(['write-replaced'])
  expect(found('writes-stay', [updated, removed, ...looks], CONFIGURED)).toEqual(['write-replaced'])
  for (const law of ['writes-stay', 'deletes-stay'] as const)
    for (const state of [left('a'), left()]) expect(found(law, [updated, removed, ...state], CONFIGURED)).toEqual([])
  expect(applies('writes-stay', [removed, ...looks], CONFIGURED)).toBe(false)
  expect(applies('deletes-stay', [updated, removed, ...looks], CONFIGURED)).toBe(false)
})

test('a write that only another group explains is told as that, and as nothing else', () => {
  const elsewhere = { group: 'other' }
  const own = update('b', 200, [0, 20])
  const updated = { ...update('a', 200, [0, 20]), ...elsewhere }
  expect(found('groups-apart', [own, updated, ...left('a')], CONFIGURED)).toEqual(['values-of-another-group'])
  const moment = { key: 'SLACK', ...CONFIGURED, requests: [own, updated, ...left('a')] }
  expect(problemsOf('concurrent', 'groups-apart', { moment })).toEqual([
    expect.objectContaining({
      message: 'expected SLACK untouched by the update of SLACK in another group; SLACK has the values of that update',
    }),
  ])
  expect(found('writes-stay', [own, updated, ...left('a')], CONFIGURED)).toEqual([])
  expect(found('groups-apart', [own, updated, ...left('first')], CONFIGURED)).toEqual([])
  expect(found('writes-stay', [own, updated, ...left('first')], CONFIGURED)).toEqual(['write-replaced'])
  expect(found('groups-apart', [own, update('a', 200, [0, 9]), updated, ...left('a')], CONFIGURED)).toEqual([])
  const removed = { ...remove(204, [0, 20]), ...elsewhere }
  expect(found('groups-apart', [own, removed, ...left()], CONFIGURED)).toEqual(['deleted-with-another-group'])
  expect(found('groups-apart', [own, removed, ...left('b')], CONFIGURED)).toEqual([])
  const during: Request = { role: 'list', body: { results: [] }, at: [3, 6] }
  expect(found('groups-apart', [own, removed, during, ...left('b')], CONFIGURED)).toEqual([])
  expect(found('groups-apart', [own, { ...removed, status: 404 }, ...left()], CONFIGURED)).toEqual([])
  expect(found('groups-apart', [create('b', 409, [0, 9]), removed, ...left()])).toEqual([])
  expect(applies('groups-apart', [own, ...left('a')], CONFIGURED)).toBe(false)
})

test('values of a refused request never show', () => {
  const done = create('a', 200, [0, 20])
  expect(found('nothing-refused', [done, create('b', 409, [8, 30]), ...left('b')])).toEqual(['refused-values-show'])
  expect(found('nothing-refused', [done, create('b', 409, [8, 30]), ...left('a')])).toEqual([])
  expect(found('nothing-refused', [done, create('b', 500, [8, 30]), ...left('b')])).toEqual([])
  expect(found('nothing-refused', [create('first', 409, [8, 30]), ...left('first')], CONFIGURED)).toEqual([])
  const early = [update('b', 403, [0, 9]), read([3, 6], 'b'), ...left('first')]
  expect(found('nothing-refused', early, CONFIGURED)).toEqual(['refused-values-show'])
  expect(applies('nothing-refused', [done, ...left('a')])).toBe(false)
})

test('answers that some order explains are linearizable', () => {
  const updates = [update('a', 200, [0, 20]), update('b', 200, [8, 30])]
  expect(
    found('linearizable', [...updates, read([9, 10], 'first'), read([11, 12], 'b'), ...left('a')], CONFIGURED),
  ).toEqual([])
  expect(found('linearizable', [create('a', 200, [0, 20]), create('b', 409, [1, 9]), ...left('a')])).toEqual([])
  expect(found('linearizable', [remove(204, [0, 20]), remove(404, [1, 9]), ...left()], CONFIGURED)).toEqual([])
})

test('an answer that no order explains is named', () => {
  const requests = [update('a', 200, [0, 5]), read([9, 10], 'first'), ...left('a')]
  expect(problemsOf('concurrent', 'linearizable', { moment: { key: 'SLACK', ...CONFIGURED, requests } })).toEqual([
    {
      message:
        'expected an order of the requests about SLACK that explains their answers; without the answer to the read (200) one order does, and with it none',
      at: 'body#',
      expected: 'an order of the requests',
      actual: 'no such order',
    },
  ])
  expect(found('linearizable', [remove(204, [0, 20]), remove(204, [1, 9]), ...left()], CONFIGURED)).toEqual([
    'no-order',
  ])
  expect(found('linearizable', [update('a', 200, [0, 20]), read([1, 9]), ...left('a')], CONFIGURED)).toEqual([
    'no-order',
  ])
})

test('where the contract leaves a choice, each of its answers is explained', () => {
  const upsert = [update('a', 200, [0, 9]), ...left('a')]
  expect(found('linearizable', upsert)).toEqual([])
  expect(found('linearizable', [update('a', 404, [0, 9]), ...left()])).toEqual([])
  expect(found('linearizable', [update('a', 404, [0, 9]), ...left('first')], CONFIGURED)).toEqual(['no-order'])
  // A conflict of an update or a delete is undocumented: it changes nothing, and is free.
  const conflicts = [update('a', 409, [0, 9]), remove(409, [0, 9]), ...left('first')]
  expect(found('linearizable', conflicts, CONFIGURED)).toEqual([])
  // An update without a property keeps or resets it.
  const partial: Request = { ...update('a', 200, [0, 9]), sent: { channelName: 'a' }, body: { results: [] } }
  expect(found('linearizable', [{ ...partial, body: {} }, ...left('a')], CONFIGURED)).toEqual([])
})

test('nothing is claimed of a key whose state before is unknown', () => {
  const requests = [create('a', 409, [0, 9]), ...left('b')]
  expect(applies('linearizable', requests, { before: 'unknown' })).toBe(false)
  expect(found('nothing-refused', [create('a', 409, [0, 9]), ...left('a')], { before: 'unknown' })).toEqual([])
})

test('a page shows that a key is absent only if it holds all members', () => {
  const one: Request = {
    role: 'list',
    query: { itemsPerPage: '1' },
    body: { results: [{ type: 'DATADOG' }] },
    at: [9, 10],
  }
  expect(found('linearizable', [update('a', 200, [0, 5]), one, ...left('a')], CONFIGURED)).toEqual([])
  expect(found('linearizable', [update('a', 200, [0, 5]), { ...one, query: {} }, ...left('a')], CONFIGURED)).toEqual([
    'no-order',
  ])
})
