import { expect, test } from 'vitest'
import type { PlannedCase } from '../plan/planned-case.ts'
import {
  type AssignmentOptions,
  assignmentsFor,
  assignmentsForIdle,
  assignmentsForRaces,
  assignmentsForSurvivors,
} from './assignments.ts'
import { NO_RECORD } from './record.ts'
import type { KnownServer } from './known-server.ts'

const rowOf = (id: string, more: Partial<PlannedCase> = {}): PlannedCase =>
  ({ id, template: id.replace(/\[.*/, ''), level: 'must', ...more }) as PlannedCase
const server = (kind: KnownServer['kind'], id: string): KnownServer => ({
  kind,
  id,
  about: '',
  open: () => Promise.reject(new Error('nothing is fired here')),
})

const DRAWN = rowOf('drawn', { property: { path: undefined } as unknown as NonNullable<PlannedCase['property']> })
const CASES = [...Array.from({ length: 30 }, (_, index) => rowOf(`many[${index}]`)), rowOf('one'), DRAWN]
const IDS = CASES.map(({ id }) => id)
const VARIANTS = Array.from({ length: 32 }, (_, index) => server('variant', `v.${index}`))
const KNOWN_SERVERS = [server('reference', 'reference'), ...VARIANTS, server('null', 'empty'), server('fault', 'f')]
const OPTIONS: AssignmentOptions = { cases: CASES, record: NO_RECORD, full: false, runs: 3 }

test('variants share the rows of a case and the cases of few rows, and all of them together have all', () => {
  const shared = assignmentsFor(KNOWN_SERVERS, OPTIONS).filter(({ server: id }) => id.startsWith('v.'))
  expect(new Set(shared.flatMap(({ then }) => then))).toEqual(new Set(IDS))
  for (const { then, share } of shared) {
    expect(then.length).toBeLessThan(10)
    expect(then).toEqual(expect.arrayContaining([expect.stringMatching(/^many/) as string]))
    expect(share?.of).toBe(33)
  }
  for (const id of ['one', 'drawn']) expect(shared.filter(({ then }) => then.includes(id))).toHaveLength(8)
  expect(new Set(shared.map(({ share }) => share?.part)).size).toBe(32)
})

test('a null server has some of every case', () => {
  const empty = assignmentsFor(KNOWN_SERVERS, OPTIONS).find(({ server: id }) => id === 'empty')
  expect(empty?.then).toEqual(expect.arrayContaining([expect.stringMatching(/^many/) as string, 'one', 'drawn']))
})

test('with fewer servers each server has more rows, and a single server has all rows', () => {
  const [alone] = assignmentsFor(VARIANTS.slice(0, 1), OPTIONS)
  expect([alone?.then, alone?.share]).toEqual([IDS, { of: 1, part: 0 }])
  const [fault] = assignmentsFor([server('fault', 'f')], { ...OPTIONS, full: true })
  expect(fault?.share).toEqual({ of: 1, part: 0 })
})

test('the reference always has all rows', () => {
  for (const full of [true, false])
    expect(assignmentsFor(KNOWN_SERVERS, { ...OPTIONS, full })[0]).toEqual({
      server: 'reference',
      first: [],
      then: IDS,
      until: 'end',
      runs: 3,
    })
})

test('a fault has its recorded row and the cases that killed nothing else first, then others until a kill', () => {
  const record = {
    ...NO_RECORD,
    faults: { f: { row: 'many[7]' } },
    cases: { one: { row: 'one', fault: 'f' }, drawn: { row: 'drawn', fault: 'g' } },
  }
  const assignment = assignmentsFor(KNOWN_SERVERS, { ...OPTIONS, record }).at(-1)
  expect(assignment).toMatchObject({ server: 'f', first: ['many[7]', 'one'], until: 'kill' })
  expect(assignment?.then).toEqual(IDS.filter((id) => id !== 'many[7]' && id !== 'one'))
})

function survivors(options: Partial<AssignmentOptions> = {}): unknown {
  return assignmentsForSurvivors([server('fault', 'f')], { ...OPTIONS, ...options })
}

function known(row: string): AssignmentOptions['record'] {
  return { ...NO_RECORD, faults: { f: { row } } }
}

test('a full proof runs each row at each server with a share of the values, and all values at survivors', () => {
  for (const { then, until, share, server: id } of assignmentsFor(KNOWN_SERVERS, { ...OPTIONS, full: true })) {
    expect([then, until], id).toEqual([IDS, 'end'])
    expect(share === undefined, id).toBe(id === 'reference')
  }
  expect(survivors()).toEqual([{ server: 'f', first: [], then: ['drawn'], until: 'kill', runs: 24 }])
  expect(survivors({ runs: 50 })).toMatchObject([{ runs: 50 }])
  expect(survivors({ record: known(IDS[0] ?? '') })).toMatchObject([{ first: [IDS[0]] }])
  expect(survivors({ record: known('gone') })).toMatchObject([{ first: [] }])
})

test('a race that survives gets its known case again, and other faults do not', () => {
  const race = { ...server('fault', 'f'), needs: 'race' as const }
  const options = { ...OPTIONS, record: known('one') }
  expect(assignmentsForRaces([race], options)).toEqual([
    { server: 'f', first: ['one'], then: [], until: 'kill', runs: 3 },
  ])
  expect(assignmentsForRaces([race], OPTIONS)).toEqual([])
  expect(assignmentsForRaces([server('fault', 'f')], options)).toEqual([])
})

test('a case that has killed nothing is tried with all its rows, to the end', () => {
  expect(assignmentsForIdle([server('fault', 'f')], [rowOf('one'), DRAWN], OPTIONS)).toEqual([
    { server: 'f', first: ['one', 'drawn'], then: [], until: 'end', runs: 3 },
  ])
})
