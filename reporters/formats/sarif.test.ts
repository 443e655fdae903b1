import { expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { LARGE } from '../large-report.test-support.ts'
import { render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { sarif } from './sarif.ts'
import { sarifSchema } from './validate.test-support.ts'

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations: readonly object[]
      readonly partialFingerprints: object
      readonly suppressions?: readonly object[]
    }[]
    readonly invocations: readonly object[]
  }[]
}

const check = sarifSchema()
const write = (report: Report = SAMPLE, environment = {}): Sarif =>
  JSON.parse(render(sarif, report, { environment }).join('')) as Sarif
const [run] = write().runs

test('a log is valid against the schema of OASIS', () => {
  const nothing = { ...SAMPLE, verdict: 'inconclusive' as const, reason: 'refused', results: [] }
  for (const report of [SAMPLE, LARGE, nothing]) expect(check(write(report))).toEqual([])
  expect(check({ ...write(), runs: [{}] })).not.toEqual([])
})

test('each requirement is a rule, and a result points at its rule', () => {
  expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(SAMPLE.requirements.map(({ id }) => id))
  for (const { ruleId, ruleIndex = -1 } of run?.results.filter((one) => 'ruleIndex' in one) ?? [])
    expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
})

test('each cause is a result: must is an error, should a warning, and a fact is left out', () => {
  expect(run?.results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
    'error second-create-conflicts',
    'error body-is-as-documented',
    'error update-succeeds',
    'warning conflict-code',
    'warning mask-is-kept',
  ])
  expect(run?.results[0]).toMatchObject({
    message: { text: 'expected status 409; the answer is 200 (status)' },
    partialFingerprints: { 'conformCause/v1': 'second-create-conflicts/accepted' },
    occurrenceCount: 2,
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'suites/sample/create.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 20, startColumn: 5 },
        },
      },
    ],
    webRequest: { method: 'POST', body: { text: expect.stringContaining('"apiKey":"<secret>"') as string } },
    webResponse: { statusCode: 200 },
    properties: { cases: ['create.twice[DATADOG]', 'create.twice[SLACK]'], caseCount: 2 },
  })
})

test('a result has the exchange of the finding whose message it shows', () => {
  const follower = sampleFinding({ message: 'a follower', at: 'body', follows: true, exchange: 0 })
  const exchanges = [sampleExchange('DATADOG', '{}'), sampleExchange('SLACK', '{}')]
  const results = [
    sampleResult({ id: 'a.b', status: 'fail', findings: [follower, sampleFinding({ exchange: 1 })], exchanges }),
  ]
  expect(write({ ...SAMPLE, results }).runs[0]?.results).toMatchObject([
    {
      message: { text: 'expected status 409; the answer is 200 (status)' },
      webRequest: { target: exchanges[1]?.request.url },
    },
  ])
})

test('a known failure is suppressed with the reason of its baseline entry, and other results are not', () => {
  const results = SAMPLE.results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) =>
      finding.requirement === 'second-create-conflicts' ? { ...finding, known: 'twice' } : finding,
    ),
  }))
  const entry = {
    id: 'twice',
    requirement: 'second-create-conflicts',
    cause: 'second-create-conflicts/accepted',
    cases: ['create.twice'],
    reason: 'an old \u202e client needs it',
    owner: 'team-a',
    expires: '2027-01-31',
    location: { file: 'b.yaml', line: 3, column: 5 },
    status: 'known' as const,
    failing: ['create.twice[SLACK]'],
    passed: [],
    open: [],
  }
  const report = { ...SAMPLE, results, baseline: { file: 'b.yaml', entries: [entry] } }
  expect(check(write(report))).toEqual([])
  expect(write(report).runs[0]?.results.map(({ suppressions }) => suppressions)).toEqual([
    [
      {
        kind: 'external',
        status: 'accepted',
        justification: String.raw`known failure twice; an old \u202e client needs it; owner team-a; until 2027-01-31`,
      },
    ],
    [],
    [],
    [],
    [],
  ])
  expect(run?.results.filter((result) => 'suppressions' in result)).toEqual([])
})

const place = (file: string, environment = {}): unknown => {
  const finding = sampleFinding({ location: { file, line: 1, column: 1 } })
  const results = [sampleResult({ id: 'a.b', status: 'fail', findings: [finding] })]
  return write({ ...SAMPLE, results }, environment).runs[0]?.results[0]?.locations[0]
}
const at = (artifactLocation: object): object => ({ physicalLocation: { artifactLocation } })

test('paths start at the root of the repository, and are URIs', () => {
  const github = { GITHUB_WORKSPACE: '/w/repo', PWD: '/w/repo/api' }
  expect(place('my suite/a#b.yaml', github)).toMatchObject(at({ uri: 'api/my%20suite/a%23b.yaml' }))
  expect(place('/else/a.yaml', github)).toMatchObject(at({ uri: 'file:///else/a.yaml' }))
})

test('text of a target starts no link', () => {
  const finding = sampleFinding({ message: 'see [here](http://x.test), [1] and [a] (b)' })
  const results = [sampleResult({ id: 'a.b', status: 'fail', findings: [finding] })]
  expect(write({ ...SAMPLE, results }).runs[0]?.results[0]?.message.text).toBe(
    String.raw`see \[here](http://x.test), [1] and [a] (b) (status)`,
  )
})

test('an inconclusive run is no successful execution', () => {
  const [open] = write({ ...SAMPLE, verdict: 'inconclusive', reason: 'refused', results: [] }).runs
  expect(open?.invocations).toMatchObject([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: expect.stringContaining('refused') as string } }],
    },
  ])
  expect(run?.invocations).toMatchObject([{ executionSuccessful: true, endTimeUtc: '2026-01-02T03:05:06.912Z' }])
})
