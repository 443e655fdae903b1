import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { conclude } from './conclude.ts'
import { ordersFor, ordersForIdle } from './orders.ts'
import type { Evidence } from './proof.ts'
import { recordOf } from './record.ts'
import { smallestSet } from './smallest-set.ts'
import type { Outcome, Subject } from './subject.ts'

const nowhere = (): never => {
  throw new Error('nothing is fired here')
}

function subject(kind: Subject['kind'], id: string, more: Partial<Subject> = {}): Subject {
  return { kind, id, about: `${id} is special.`, open: nowhere, ...more }
}

function row(id: string, level: PlannedCase['level'] = 'must'): PlannedCase {
  const requirements = Object.keys(CONTRACT.requirements)
  return { id, template: id.replace(/\[.*/, ''), level, requirements } as unknown as PlannedCase
}

function outcome(id: string, more: Partial<Outcome> = {}): Outcome {
  const nothing = {
    verdict: 'conforms',
    kills: [],
    passed: [],
    ran: 3,
    requests: 9,
    durationMs: 1,
    causes: 0,
    useless: [],
  }
  return { subject: id, ...nothing, ...more }
}

const CASES = [row('a.one[X]'), row('a.one[Y]'), row('a.two'), row('a.seen', 'observe')]
const MASKED = subject('fault', 'masks.none', { violates: 'key-is-masked' })
const SLOW = subject('fault', 'codes.wrong', { violates: 'absent-code' })
const SUBJECTS = [
  subject('reference', 'reference'),
  subject('variant', 'merges', { mayWarn: true }),
  subject('null', 'empty'),
  MASKED,
  SLOW,
]

/** All is well: each fault is killed by what has its level, each case kills. */
const GOOD: readonly Outcome[] = [
  outcome('reference'),
  outcome('merges', { kills: [{ row: 'a.two', level: 'should' }] }),
  outcome('empty', { verdict: 'violates' }),
  outcome('masks.none', {
    causes: 1,
    kills: [
      { row: 'a.one[Y]', level: 'must' },
      { row: 'a.two', level: 'must' },
    ],
  }),
  outcome('codes.wrong', { causes: 2, kills: [{ row: 'a.two', level: 'should' }] }),
]

function proofOf(changes: Partial<Evidence> & { readonly changed?: Outcome } = {}) {
  const { changed, ...rest } = changes
  return conclude({
    contract: CONTRACT,
    cases: CASES,
    invariants: [],
    subjects: SUBJECTS,
    outcomes: GOOD.map((one) => (one.subject === changed?.subject ? changed : one)),
    full: true,
    narrowed: { cases: false, faults: false },
    durationMs: 5,
    ...rest,
  })
}

test('where every fault is killed, every case kills and nobody right is accused, the proof holds', () => {
  const proof = proofOf()
  expect(proof.problems).toEqual([])
  expect(proof.faults.map(({ id, killed, by }) => [id, killed, by])).toEqual([
    ['masks.none', true, ['a.one[Y]', 'a.two']],
    ['codes.wrong', true, ['a.two']],
  ])
  expect(proof.cases.map(({ id, kills, witness }) => [id, kills, witness?.fault])).toEqual([
    ['a.one', 1, 'masks.none'],
    ['a.two', 2, 'codes.wrong'],
    ['a.seen', 0, undefined],
  ])
  expect(proof.smallestSet).toEqual(['a.two'])
  expect(proof.withoutFault).not.toContain('key-is-masked')
  expect(proof.withoutFault).toContain('url-is-masked')
})

test.each<[string, Outcome, string]>([
  [
    'a must fault that only warns',
    outcome('masks.none', {
      kills: [
        { row: 'a.two', level: 'should' },
        { row: 'a.one[X]', level: 'should' },
      ],
    }),
    'the fault masks.none (must key-is-masked) survives: masks.none is special.',
  ],
  [
    'a should fault without a warning',
    outcome('codes.wrong'),
    'the fault codes.wrong (should absent-code) gives no warning: codes.wrong is special.',
  ],
  [
    'an accused variant',
    outcome('merges', { verdict: 'violates', kills: [{ row: 'a.two', level: 'must' }] }),
    'the variant merges conforms, and is accused by a.two',
  ],
  [
    'a warned reference',
    outcome('reference', { kills: [{ row: 'a.two', level: 'should' }] }),
    'the reference conforms, and is warned by a.two',
  ],
  [
    'a variant of which nothing could be told',
    outcome('merges', { verdict: 'inconclusive', reason: 'it slept' }),
    'the variant merges conforms, and is found inconclusive: it slept',
  ],
  [
    'a null server that passes',
    outcome('empty', { passed: ['a.one[X]', 'a.one[Y]', 'a.two', 'a.three'] }),
    'the null server empty passes 4 cases: a.one[X], a.one[Y], a.two and 1 more',
  ],
  [
    'a finding of no use',
    outcome('codes.wrong', { kills: [{ row: 'a.two', level: 'should' }], useless: ['a.two: names no place'] }),
    'findings about codes.wrong are of no use: a.two: names no place',
  ],
  [
    'a secret in what is said of a server without a fault',
    outcome('empty', { useless: ['a.two: a secret stands in it'] }),
    'findings about empty are of no use: a.two: a secret stands in it',
  ],
])('%s is a problem', (_, changed, problem) => expect(proofOf({ changed }).problems).toContain(problem))

test('a case that kills nothing is a problem, and so is a requirement that nothing checks', () => {
  const cases = [...CASES, row('a.idle', 'should')]
  expect(proofOf({ cases }).problems).toEqual(['the case a.idle kills nothing'])
  const lame = CASES.map((one) => ({ ...one, requirements: one.requirements.filter((id) => id !== 'key-is-masked') }))
  expect(proofOf({ cases: lame }).problems).toEqual([
    'the requirement key-is-masked has neither a case nor an exclusion',
  ])
})

test('what was left out is no problem, nor is what is out of reach or may pass', () => {
  const nothing = outcome('masks.none')
  expect(proofOf({ changed: nothing, narrowed: { cases: true, faults: true } }).problems).toEqual([])
  const out = SUBJECTS.map((one) => (one === MASKED ? { ...one, outOfReach: 'it takes a race' } : one))
  expect(proofOf({ subjects: out, changed: nothing }).problems).toEqual(['the case a.one kills nothing'])
  expect(proofOf({ subjects: out }).problems).toEqual([
    'the fault masks.none is found by a.one[Y], a.two, though it is said to be out of reach',
  ])
  const excused = SUBJECTS.map((one) =>
    one.kind === 'null' ? { ...one, mayPass: [{ cases: 'a.one', because: 'it asks for no more' }] } : one,
  )
  const proof = proofOf({ subjects: excused, changed: outcome('empty', { passed: ['a.one[X]'] }) })
  expect([proof.problems, proof.nulls[0]?.excused]).toEqual([[], 1])
})

test('the next proof tries first what this one found', () => {
  const record = recordOf(proofOf())
  expect(record).toEqual({
    faults: { 'masks.none': 'a.one[Y]', 'codes.wrong': 'a.two' },
    cases: { 'a.one': { row: 'a.one[Y]', fault: 'masks.none' }, 'a.two': { row: 'a.two', fault: 'codes.wrong' } },
  })
  const orders = ordersFor(SUBJECTS, { cases: CASES, record, full: false, runs: 4 })
  const all = CASES.map(({ id }) => id)
  expect(orders).toEqual([
    { subject: 'reference', first: [], then: all, until: 'end', runs: 4 },
    {
      subject: 'merges',
      first: [],
      then: ['a.one[X]', 'a.two', 'a.seen'],
      until: 'end',
      runs: 4,
      share: { of: 2, part: 0 },
    },
    {
      subject: 'empty',
      first: [],
      then: ['a.one[Y]', 'a.two', 'a.seen'],
      until: 'end',
      runs: 4,
      share: { of: 2, part: 1 },
    },
    { subject: 'masks.none', first: ['a.one[Y]'], then: ['a.one[X]', 'a.two', 'a.seen'], until: 'kill', runs: 4 },
    { subject: 'codes.wrong', first: ['a.two'], then: ['a.one[X]', 'a.one[Y]', 'a.seen'], until: 'kill', runs: 4 },
  ])
  expect(ordersForIdle([MASKED], CASES.slice(2, 3), { runs: 4 })).toEqual([
    { subject: 'masks.none', first: ['a.two'], then: [], until: 'end', runs: 4 },
  ])
})

test('the smallest set takes the row that kills most of what is left', () => {
  const killers = new Map([
    ['f1', ['r1', 'r2']],
    ['f2', ['r2']],
    ['f3', ['r2', 'r3']],
    ['f4', ['r3']],
    ['f5', []],
  ])
  expect(smallestSet(killers)).toEqual(['r2', 'r3'])
})
