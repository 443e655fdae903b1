import { expect, test } from 'vitest'
import type { Proof, ProvenFault } from './proof.ts'
import { NO_RECORD, type ProofRecord } from './record.ts'
import { updateRecord, type UpdateScope } from './update-record.ts'

const RECORD: ProofRecord = {
  ...NO_RECORD,
  cases: {
    'a.one': { kills: 7, row: 'a.one', fault: 'f.one' },
    'a.cut': { kills: 3, row: 'a.cut[gone]', fault: 'f.cut' },
    'a.old': {},
  },
  faults: {
    'f.one': { row: 'a.one', rows: 4, causes: 1 },
    'f.cut': { row: 'a.cut[gone]', rows: 2, causes: 1 },
    'f.renamed': { row: 'a.one' },
  },
  servers: { ...NO_RECORD.servers, survivors: ['f.new'] },
}

function fault(id: string, by: readonly string[]): ProvenFault {
  return { id, about: '', violates: 'r', level: 'must', killed: by.length > 0, by, causes: 9, requests: 5 }
}

function proof(faults: readonly ProvenFault[], cases: Proof['cases'], full = false): Proof {
  return {
    full,
    problems: [],
    conformant: [],
    nulls: [],
    withoutFault: [],
    needs: [],
    smallestSet: [],
    durationMs: 0,
    faults,
    cases,
  }
}

const SCOPE: UpdateScope = {
  cases: [],
  retried: false,
  rows: new Set(['a.one', 'a.cut[kept]', 'a.new']),
  faults: new Set(['f.one', 'f.cut', 'f.new']),
}
const NEW = { id: 'a.new', level: 'must', kills: 2, witness: { row: 'a.new', fault: 'f.new' } } as const

test('a new case gets its id and a kill, and all other entries stay', () => {
  const found = proof([fault('f.one', ['a.new']), fault('f.new', ['a.new'])], [NEW])
  const { cases, faults, servers } = updateRecord(RECORD, found, { ...SCOPE, cases: ['a.new'] })
  expect(cases).toEqual({ ...RECORD.cases, 'a.new': { row: 'a.new', fault: 'f.new' } })
  expect(faults).toEqual({
    'f.one': RECORD.faults['f.one'],
    'f.cut': RECORD.faults['f.cut'],
    'f.new': { row: 'a.new', requests: 5 },
  })
  expect(servers.survivors).toEqual([])
})

test('a case that kills nothing gets its id alone', () => {
  const found = proof([fault('f.one', [])], [{ id: 'a.new', level: 'must', kills: 0 }])
  expect(updateRecord(RECORD, found, { ...SCOPE, cases: ['a.new'] }).cases['a.new']).toEqual({})
})

test('a kill that still holds keeps its numbers, regardless of other kills', () => {
  const other = { id: 'a.one', level: 'must', kills: 1, witness: { row: 'a.one', fault: 'f.new' } } as const
  const found = proof([fault('f.one', ['a.one']), fault('f.new', ['a.one'])], [other])
  expect(updateRecord(RECORD, found, { ...SCOPE, cases: ['a.one'] }).cases['a.one']).toEqual(RECORD.cases['a.one'])
})

test('a row that is gone gives way to a row that kills', () => {
  const kept = { id: 'a.cut', level: 'must', kills: 1, witness: { row: 'a.cut[kept]', fault: 'f.cut' } } as const
  const found = proof([fault('f.cut', ['a.cut[kept]'])], [kept])
  const { cases, faults } = updateRecord(RECORD, found, { ...SCOPE, cases: ['a.cut'] })
  expect(cases['a.cut']).toEqual({ row: 'a.cut[kept]', fault: 'f.cut' })
  expect(faults['f.cut']).toEqual({ row: 'a.cut[kept]', requests: 5 })
})

test('a fault that was fired at again keeps its row only if the row kills', () => {
  const scope = { ...SCOPE, retried: true }
  const update = (by: readonly string[]) => updateRecord(RECORD, proof([fault('f.one', by)], []), scope).faults['f.one']
  expect(update(['a.new', 'a.one'])).toEqual(RECORD.faults['f.one'])
  expect(update(['a.new'])).toEqual({ row: 'a.new', requests: 5 })
  expect(update([])).toBeUndefined()
})

test('a full proof replaces all entries, and no id of a case is lost', () => {
  const { cases, faults } = updateRecord(RECORD, proof([fault('f.new', ['a.new'])], [NEW], true), SCOPE)
  expect(cases).toEqual({ 'a.one': {}, 'a.cut': {}, 'a.old': {}, 'a.new': { kills: 2, row: 'a.new', fault: 'f.new' } })
  expect(faults).toEqual({ 'f.new': { row: 'a.new', rows: 1, causes: 9, requests: 5 } })
})
