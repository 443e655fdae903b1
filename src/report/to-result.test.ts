import { expect, test } from 'vitest'
import type { Example } from '../draw/property-source.ts'
import { sampleFinding } from '../../reporters/sample-report.test-support.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { RecordedExchange } from '../secrets/evidence.ts'
import { createSecrets } from '../secrets/secrets.ts'
import type { Attempted } from './attempted.ts'
import { createEvidenceBudget } from './evidence-budget.ts'
import type { Result } from './report.ts'
import { toResult } from './to-result.ts'

const exchange = (method: string, status: number): RecordedExchange => ({
  request: { method, path: '/things', headers: [] },
  as: 'owner',
  response: { status, headers: [], body: new Uint8Array() },
  durationMs: 1,
})

const GIVEN: PlannedCase['given'] = { absent: [], configured: [], beside: [], otherAbsent: [] }

type Tried = Partial<Attempted> & Pick<Partial<PlannedCase>, 'property'>

function resultOf({ property, ...attempt }: Tried, given = GIVEN, evidence = createEvidenceBudget()): Result {
  const { location } = sampleFinding()
  return toResult(
    {
      planned: {
        id: 'a.b',
        title: 'a',
        requirements: [],
        location,
        given,
        ...(property === undefined ? {} : { property }),
      },
      attempt: {
        findings: [],
        exchanges: [],
        counterexample: undefined,
        inconclusive: undefined,
        skipped: undefined,
        ...attempt,
      },
      times: { durationMs: 1 },
      flaky: false,
    },
    {
      target: 'http://a.test',
      secrets: createSecrets(),
      seed: 7,
      command: 'conform',
      replayFlags: ' --target x',
      verbose: false,
      evidence,
    },
  )
}

const SET_UP: PlannedCase['given'] = { ...GIVEN, configured: ['A'] }

interface EarlierCase {
  readonly exchanges: readonly RecordedExchange[]
  readonly given?: PlannedCase['given']
  readonly expected: true | undefined
}

test.each<[string, EarlierCase]>([
  ['a read before any write', { exchanges: [exchange('GET', 200)], expected: true }],
  ['a read after a refused write', { exchanges: [exchange('POST', 409), exchange('GET', 200)], expected: true }],
  ['a read after a write', { exchanges: [exchange('POST', 200), exchange('GET', 200)], expected: undefined }],
  ['a read after a set-up', { exchanges: [exchange('GET', 200)], given: SET_UP, expected: undefined }],
])(
  '%s: a finding that recalls writes may be of an earlier case',
  (_, { exchanges, given = GIVEN, expected }: EarlierCase) => {
    const plain = { ...sampleFinding(), exchange: exchanges.length - 1 }
    const [finding, other] = resultOf({ exchanges, findings: [{ ...plain, recalls: true }, plain] }, given).findings
    expect(finding?.ofEarlierCase).toBe(expected)
    expect(other?.ofEarlierCase).toBe(undefined)
  },
)

test('a failure keeps the exchange of a warning that only warnings have shown', () => {
  const evidence = createEvidenceBudget()
  const warning = sampleFinding({ level: 'should', cause: 'b/x', exchange: 0 })
  const exchanges = [exchange('GET', 200), exchange('GET', 404)]
  for (let results = 0; results < 30; results += 1) resultOf({ findings: [warning], exchanges }, GIVEN, evidence)
  const must = sampleFinding({ cause: 'a/x', exchange: 1 })
  for (let results = 0; results < 30; results += 1) resultOf({ findings: [must], exchanges }, GIVEN, evidence)
  expect(resultOf({ findings: [must, warning], exchanges }, GIVEN, evidence).exchanges).toHaveLength(2)
  expect(resultOf({ findings: [must, warning], exchanges }, GIVEN, evidence).exchanges).toHaveLength(1)
})

test('a finding that the counterexample does not show has a replay of its own', () => {
  const example = { path: '3', name: 'random', value: 1 } as unknown as Example
  const { findings, replay } = resultOf({
    findings: [
      { ...sampleFinding(), path: '3' },
      { ...sampleFinding({ cause: 'b/x' }), path: '9', declared: '- id: found.b' },
      sampleFinding({ cause: 'c/x' }),
    ],
    counterexample: { example, shrinks: 0, variations: [], declared: undefined, finding: 0, exchange: undefined },
  })
  expect(replay.command).toBe("conform replay 'a.b' --seed 7 --path 3 --target x")
  expect(findings.map((one) => [one.replay, one.declaredCase])).toEqual([
    [undefined, undefined],
    ["conform replay 'a.b' --seed 7 --path 9 --target x", '- id: found.b'],
    ["conform run 'a.b' --seed 7 --target x", undefined],
  ])
})

test('a counterexample names what its request has beside the value', () => {
  const example = { path: '3', name: 'random', value: 1 } as unknown as Example
  const variations = [
    { query: { envelope: true, pretty: '$$x' } },
    { headers: { Accept: 'text/a', 'X-A': null } },
    { as: 'reader', transfer: 'chunked' as const },
  ]
  const of = { example, shrinks: 0, declared: undefined, finding: 0, exchange: undefined }
  expect(resultOf({ counterexample: { ...of, variations } }).counterexample?.sentWith).toEqual([
    'query envelope=true',
    'query pretty=$x',
    'header Accept: text/a',
    'no header X-A',
    'the credentials of reader',
    'a body in chunks',
  ])
  expect(resultOf({ counterexample: { ...of, variations: [] } }).counterexample).not.toHaveProperty('sentWith')
})

test('a declared case keeps its evidence after properties that failed in their set-ups', () => {
  const evidence = createEvidenceBudget()
  const property = { drawing: { part: 'query', mode: 'valid', parameter: 'a' } } as const
  const must = sampleFinding({ exchange: 0 })
  const late = sampleFinding({ exchange: 2 })
  const exchanges = [exchange('POST', 200), exchange('PATCH', 200), exchange('GET', 200)]
  for (let results = 0; results < 30; results += 1) resultOf({ findings: [must], exchanges, property }, GIVEN, evidence)
  expect(resultOf({ findings: [late], exchanges }, GIVEN, evidence).exchanges).toHaveLength(3)
})
