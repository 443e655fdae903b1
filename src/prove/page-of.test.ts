import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { KnownServer } from './known-server.ts'
import { pageOf } from './page-of.ts'
import { NO_RECORD, type ProofRecord } from './record.ts'

const CASES = ['a.one[X]', 'a.cut[kept]', 'a.new'].map(
  (id) => ({ id, template: id.replace(/\[.*/, ''), level: 'must' }) as PlannedCase,
)
const fault = (id: string, more: Partial<KnownServer> = {}): KnownServer => ({
  kind: 'fault',
  id,
  about: '',
  violates: 'key-is-masked',
  open: () => Promise.reject(new Error('nothing is fired here')),
  ...more,
})
const RECORD: ProofRecord = {
  ...NO_RECORD,
  cases: {
    'a.one': { kills: 7, row: 'a.one[X]', fault: 'f.one' },
    'a.cut': { kills: 3, row: 'a.cut[gone]', fault: 'f.cut' },
    'a.retired': {},
  },
  faults: { 'f.one': { row: 'a.one[X]', rows: 4, causes: 1 }, 'f.cut': { row: 'a.cut[gone]', rows: 2, causes: 1 } },
  smallestSet: ['a.one[X]', 'a.cut[gone]'],
  servers: { ...NO_RECORD.servers, survivors: ['f.alive'] },
}
const SOURCE = 'https://example.com/owner/server/issues/7'
const SERVERS = [
  fault('f.one', { source: SOURCE, needs: 'value' }),
  fault('f.cut'),
  fault('f.alive'),
  fault('f.far', { outOfReach: 'it takes a race' }),
]

test('a record of rows that are gone is not known, and a case without a record is left out', () => {
  const page = pageOf(RECORD, { contract: CONTRACT, cases: CASES, servers: SERVERS })
  expect(page.cases).toEqual([
    { id: 'a.one', level: 'must', kills: 7, fault: 'f.one' },
    { id: 'a.cut', level: 'must', kills: undefined, fault: undefined },
  ])
  expect(page.faults.map(({ id, fate }) => [id, fate])).toEqual([
    ['f.one', { kind: 'killed', row: 'a.one[X]', rows: 4, causes: 1, requests: undefined }],
    ['f.cut', { kind: 'notKnown' }],
    ['f.alive', { kind: 'survives' }],
    ['f.far', { kind: 'outOfReach', reason: 'it takes a race' }],
  ])
  expect(page.faults.map(({ source, needs }) => [source, needs])).toEqual([
    [SOURCE, 'value'],
    ...SERVERS.slice(1).map(() => [undefined, undefined]),
  ])
  expect(page.smallestSet).toBeUndefined()
})
