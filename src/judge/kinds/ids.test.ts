import { expect, test } from 'vitest'
import type { RecalledPlace } from '../observation.ts'
import { problemsOf, SHOWN, signaturesOf, type Told } from '../observation.test-support.ts'

const [OWN, SENT] = [SHOWN.id, '6a79404f2c88faeba59be000']
const place = (more: Partial<RecalledPlace> = {}): RecalledPlace => ({
  group: 'here',
  key: 'DATADOG',
  idsBefore: new Set(),
  idsSince: [],
  sentId: undefined,
  writes: [],
  knewSentId: false,
  sent: new Map(),
  ...more,
})
const read = (id: string, places: readonly RecalledPlace[], more: Told = {}): Told => ({
  role: 'read',
  key: 'DATADOG',
  body: { ...SHOWN, id },
  recalled: { group: 'here', places, firstShown: new Map() },
  ...more,
})

test('a member has not the id that its last write sent', () => {
  const updated = place({ idsBefore: new Set([OWN]), idsSince: [SENT], sentId: SENT, knewSentId: true })
  expect(problemsOf('ids', 'notSent', read(SENT, [updated]))).toEqual([
    {
      message: "expected an id of the server's own for DATADOG; the id is the one in the body of its last write",
      at: 'body#/id',
      expected: 'another id',
      actual: SENT,
    },
  ])
  expect(problemsOf('ids', 'notSent', read(OWN, [updated]))).toEqual([])
})

test('a created member has not an id that no answer showed before', () => {
  expect(signaturesOf('ids', 'notSent', read(SENT, [place({ idsSince: [SENT], sentId: SENT })]))).toEqual([
    'sent-id-is-taken',
  ])
})

test('an id that the member had before may be sent back, and may come again', () => {
  const idsBefore = new Set([OWN, SENT])
  expect(signaturesOf('ids', 'notSent', read(SENT, [place({ idsBefore, sentId: SENT, knewSentId: true })]))).toEqual([])
  // An id may be made of the type: a created member then has the id that the type has in another group.
  expect(signaturesOf('ids', 'notSent', read(SENT, [place({ sentId: SENT, knewSentId: true })]))).toEqual([])
})

test('a short id is the same by chance', () => {
  expect(signaturesOf('ids', 'notSent', read('7', [place({ idsBefore: new Set(['6']), sentId: '7' })]))).toEqual([])
})

test('an id that two updates leave is not that of another member', () => {
  const taken = place({ idsSince: [OWN, SENT, SENT] })
  const elsewhere = place({ group: 'there', idsSince: [SENT] })
  const beside = place({ key: 'SLACK', idsSince: [SENT] })
  expect(signaturesOf('ids', 'ofOneGroup', read(SENT, [taken, elsewhere]))).toEqual(['id-of-another'])
  expect(signaturesOf('ids', 'ofOneMember', read(SENT, [taken, elsewhere]))).toEqual([])
  expect(signaturesOf('ids', 'ofOneGroup', read(SENT, [taken, beside]))).toEqual([])
  expect(signaturesOf('ids', 'ofOneMember', read(SENT, [taken, beside]))).toEqual(['id-of-another'])
  // The member that had the id first is right.
  expect(
    signaturesOf('ids', 'ofOneMember', { ...read(SENT, [taken, beside]), body: { ...SHOWN, type: 'SLACK' } }),
  ).toEqual([])
})

test('counters of two groups may come to the same id', () => {
  const elsewhere = place({ group: 'there', idsSince: [SENT] })
  for (const idsSince of [[SENT], [OWN, SENT], [SENT, SENT], [SENT, OWN, SENT], [SENT, SENT, SENT]])
    expect(signaturesOf('ids', 'ofOneGroup', read(SENT, [place({ idsSince }), elsewhere]))).toEqual([])
})

test('a member in doubt or of another client is not judged', () => {
  const taken = place({ idsBefore: new Set([OWN]), sentId: SENT })
  for (const more of [{ doubtful: ['DATADOG'] }, { foreign: ['DATADOG'] }])
    expect(signaturesOf('ids', 'notSent', read(SENT, [taken], more))).toEqual([])
})
