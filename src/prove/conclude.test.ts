import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { conclude } from './conclude.ts'
import { assignmentsFor, assignmentsForIdle } from './assignments.ts'
import type { ProofInput } from './proof-input.ts'
import { recordOf } from './record-of.ts'
import { smallestSet } from './smallest-set.ts'
import type { FiringResult } from './firing-result.ts'
import type { KnownServer } from './known-server.ts'

const nowhere = (): never => {
  throw new Error('nothing is fired here')
}

function server(kind: KnownServer['kind'], id: string, more: Partial<KnownServer> = {}): KnownServer {
  return { kind, id, about: `${id} is special.`, open: nowhere, ...more }
}

function row(id: string, level: PlannedCase['level'] = 'must'): PlannedCase {
  const requirements = Object.keys(CONTRACT.requirements)
  return { id, template: id.replace(/\[.*/, ''), level, requirements, steps: [] } as unknown as PlannedCase
}

function result(id: string, more: Partial<FiringResult> = {}): FiringResult {
  const nothing = {
    verdict: 'conforms',
    kills: [],
    passed: [],
    ran: 3,
    skipped: 0,
    requests: 9,
    durationMs: 1,
    causes: 0,
    incompleteFindings: [],
  }
  return { server: id, ...nothing, ...more }
}

const CASES = [row('a.one[X]'), row('a.one[Y]'), row('a.two'), row('a.seen', 'observe')]
const MASKED = server('fault', 'masks.none', { violates: 'key-is-masked' })
const SLOW = server('fault', 'codes.wrong', { violates: 'absent-code' })
const KNOWN_SERVERS = [
  server('reference', 'reference'),
  server('variant', 'merges', { mayWarn: true }),
  server('null', 'empty'),
  MASKED,
  SLOW,
]

/** Each fault is killed at its level, and each case kills. */
const GOOD: readonly FiringResult[] = [
  result('reference'),
  result('merges', { kills: [{ row: 'a.two', level: 'should' }] }),
  result('empty', { verdict: 'violates' }),
  result('masks.none', {
    causes: 1,
    kills: [
      { row: 'a.one[Y]', level: 'must' },
      { row: 'a.two', level: 'must' },
    ],
  }),
  result('codes.wrong', { causes: 2, kills: [{ row: 'a.two', level: 'should' }] }),
]

function proofOf(changes: Partial<ProofInput> & { readonly changed?: FiringResult } = {}) {
  const { changed, ...rest } = changes
  return conclude({
    contract: CONTRACT,
    cases: CASES,
    invariants: [],
    servers: KNOWN_SERVERS,
    results: GOOD.map((one) => (one.server === changed?.server ? changed : one)),
    full: true,
    narrowed: { cases: false, faults: false },
    durationMs: 5,
    ...rest,
  })
}

test('the proof holds if each fault is killed, each case kills, and no conforming server is accused', () => {
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

test.each<[string, FiringResult, string]>([
  [
    'a must fault that only warns',
    result('masks.none', {
      kills: [
        { row: 'a.two', level: 'should' },
        { row: 'a.one[X]', level: 'should' },
      ],
    }),
    'the fault masks.none (must key-is-masked) survives: masks.none is special.',
  ],
  [
    'a should fault without a warning',
    result('codes.wrong'),
    'the fault codes.wrong (should absent-code) gives no warning: codes.wrong is special.',
  ],
  [
    'an accused variant',
    result('merges', { verdict: 'violates', kills: [{ row: 'a.two', level: 'must' }] }),
    'the variant merges conforms, and is accused by a.two',
  ],
  [
    'a warned reference',
    result('reference', { kills: [{ row: 'a.two', level: 'should' }] }),
    'the reference conforms, and is warned by a.two',
  ],
  [
    'a variant of which nothing could be told',
    result('merges', { verdict: 'inconclusive', reason: 'it slept' }),
    'the variant merges conforms, and is found inconclusive: it slept',
  ],
  [
    'a null server that passes',
    result('empty', { passed: ['a.one[X]', 'a.one[Y]', 'a.two', 'a.three'] }),
    'the null server empty passes 4 cases: a.one[X], a.one[Y], a.two and 1 more',
  ],
  [
    'an incomplete finding',
    result('codes.wrong', {
      kills: [{ row: 'a.two', level: 'should' }],
      incompleteFindings: ['a.two: names no place'],
    }),
    'findings about codes.wrong are incomplete: a.two: names no place',
  ],
  [
    'a secret in a finding about a server without a fault',
    result('empty', { incompleteFindings: ['a.two: the result shows a secret'] }),
    'findings about empty are incomplete: a.two: the result shows a secret',
  ],
])('%s is a problem', (_, changed, problem) => expect(proofOf({ changed }).problems).toContain(problem))

test('a case that kills nothing is a problem, and so is a requirement that nothing checks', () => {
  const cases = [...CASES, row('a.idle', 'should')]
  expect(proofOf({ cases }).problems).toEqual(['the entry a.idle kills nothing'])
  const lame = CASES.map((one) => ({ ...one, requirements: one.requirements.filter((id) => id !== 'key-is-masked') }))
  expect(proofOf({ cases: lame }).problems).toEqual([
    'the requirement key-is-masked has neither a case nor an exclusion',
  ])
})

test('excluded servers, faults out of reach and permitted passes are not problems', () => {
  const nothing = result('masks.none')
  expect(proofOf({ changed: nothing, narrowed: { cases: true, faults: true } }).problems).toEqual([])
  const out = KNOWN_SERVERS.map((one) => (one === MASKED ? { ...one, outOfReach: 'it takes a race' } : one))
  expect(proofOf({ servers: out, changed: nothing }).problems).toEqual(['the entry a.one kills nothing'])
  expect(proofOf({ servers: out }).problems).toEqual([
    'the fault masks.none is declared out of reach, and is killed by a.one[Y], a.two',
  ])
  const excused = KNOWN_SERVERS.map((one) =>
    one.kind === 'null' ? { ...one, mayPass: [{ cases: 'a.one', because: 'it asks for no more' }] } : one,
  )
  const proof = proofOf({ servers: excused, changed: result('empty', { passed: ['a.one[X]'] }) })
  expect([proof.problems, proof.nulls[0]?.excused]).toEqual([[], 1])
})

test('a conforming server that lacks what selected cases need is no problem; in a whole proof it is', () => {
  const changed = result('merges', { verdict: 'inconclusive', reason: 'no case ran', skipped: 3 })
  expect(proofOf({ changed, narrowed: { cases: true, faults: false } }).problems).toEqual([])
  expect(proofOf({ changed }).problems).toEqual(['the variant merges conforms, and is found inconclusive: no case ran'])
})

test('a row may pass on a null server where another row of its case fails, if their twin is sent once for both', () => {
  const changed = result('empty', { passed: ['a.one[X]'], kills: [{ row: 'a.one[Y]', level: 'must' }] })
  const twins = CASES.map((one) => ({ ...one, steps: [{ twin: {} }] }) as unknown as PlannedCase)
  expect(proofOf({ changed }).nulls[0]?.passed).toEqual(['a.one[X]'])
  expect(proofOf({ changed, cases: twins }).nulls[0]?.passed).toEqual([])
  const alone = result('empty', { passed: ['a.one[X]'] })
  expect(proofOf({ changed: alone, cases: twins }).nulls[0]?.passed).toEqual(['a.one[X]'])
})

test('faults carry their source and need, and are counted by need where they have more than one', () => {
  const source = 'https://example.com/owner/server/issues/7'
  const needs = (one: KnownServer['needs'], other: KnownServer['needs']): ReturnType<typeof proofOf> => {
    const changed = new Map([
      [MASKED, { ...MASKED, source, ...(one === undefined ? {} : { needs: one }) }],
      [SLOW, { ...SLOW, ...(other === undefined ? {} : { needs: other }) }],
    ])
    const servers = KNOWN_SERVERS.map((known) => changed.get(known) ?? known)
    return proofOf({ servers, changed: result('codes.wrong') })
  }
  expect(needs('value', 'history').faults).toMatchObject([{ source, needs: 'value' }, { needs: 'history' }])
  expect(needs('value', 'history').needs).toEqual([
    { needs: 'history', faults: 1, killed: 0 },
    { needs: 'value', faults: 1, killed: 1 },
  ])
  expect(needs('value', 'value').needs).toEqual([])
  expect(needs('value', undefined).needs).toEqual([])
})

test('the next proof fires first the rows that killed in this proof', () => {
  const record = recordOf(proofOf())
  expect(record).toEqual({
    faults: {
      'masks.none': { row: 'a.one[Y]', rows: 2, causes: 1 },
      'codes.wrong': { row: 'a.two', rows: 1, causes: 2 },
    },
    cases: {
      'a.one': { kills: 1, row: 'a.one[Y]', fault: 'masks.none' },
      'a.two': { kills: 2, row: 'a.two', fault: 'codes.wrong' },
      'a.seen': {},
    },
    smallestSet: ['a.two'],
    servers: {
      conformant: {
        reference: { verdict: 'conforms', warnings: 0 },
        merges: { verdict: 'conforms', warnings: 1 },
      },
      nulls: { empty: { passed: 0, excused: 0 } },
      survivors: [],
    },
  })
  const assignments = assignmentsFor(KNOWN_SERVERS, { cases: CASES, record, full: false, runs: 4 })
  const all = CASES.map(({ id }) => id)
  expect(assignments).toEqual([
    { server: 'reference', first: [], then: all, until: 'end', runs: 4 },
    {
      server: 'merges',
      first: [],
      then: ['a.one[X]', 'a.two', 'a.seen'],
      until: 'end',
      runs: 4,
      share: { of: 2, part: 0 },
    },
    {
      server: 'empty',
      first: [],
      then: ['a.one[Y]', 'a.two', 'a.seen'],
      until: 'end',
      runs: 4,
      share: { of: 2, part: 1 },
    },
    { server: 'masks.none', first: ['a.one[Y]'], then: ['a.one[X]', 'a.two', 'a.seen'], until: 'kill', runs: 4 },
    { server: 'codes.wrong', first: ['a.two'], then: ['a.one[X]', 'a.one[Y]', 'a.seen'], until: 'kill', runs: 4 },
  ])
  expect(assignmentsForIdle([MASKED], CASES.slice(2, 3), { runs: 4 })).toEqual([
    { server: 'masks.none', first: ['a.two'], then: [], until: 'end', runs: 4 },
  ])
})

test('the smallest set takes the row that kills most of the remaining faults', () => {
  const killers = new Map([
    ['f1', ['r1', 'r2']],
    ['f2', ['r2']],
    ['f3', ['r2', 'r3']],
    ['f4', ['r3']],
    ['f5', []],
  ])
  expect(smallestSet(killers)).toEqual(['r2', 'r3'])
})
