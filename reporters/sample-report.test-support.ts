import type { Evidence } from '../src/secrets/evidence.ts'
import type { Report, ReportedFinding, Result } from '../src/report/report.ts'
import type { RunEvent } from '../src/report/run-event.ts'
import { groupByCause } from '../src/report/causes.ts'
import type { ReporterFormat, ReporterOptions } from './reporter.ts'

/** Text that harms a careless renderer: escapes, bidirectional marks, markup, CI commands, lone surrogates. */
export const HOSTILE =
  '\u001b[31mred\u001b[0m \u202eabc\u202c \ud800 \ufffe \u0000\u009b ]]> <script>"&\' ##[add-mask]x\n::error::pwned\r\n| **b** [a](http://x.test) @me `c` 100%'

const SERVER = 'http://127.0.0.1:8080/api'
const place = (file: string, line: number): Result['location'] => ({ file: `suites/sample/${file}`, line, column: 5 })

export function sampleResult(given: Partial<Result> & Pick<Result, 'id' | 'status'>): Result {
  return {
    title: `the title of ${given.id.split('[')[0] ?? ''}`,
    requirements: ['second-create-conflicts'],
    durationMs: 12.3456,
    findings: [],
    exchanges: [],
    replay: { command: `conform run '${given.id}' --seed 42`, seed: 42 },
    location: place('create.yaml', 14),
    ...given,
  }
}

export function sampleFinding(given: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    kind: 'status',
    level: 'must',
    requirement: 'second-create-conflicts',
    signature: 'accepted',
    cause: `${given.requirement ?? 'second-create-conflicts'}/${given.signature ?? 'accepted'}`,
    message: 'expected status 409; the answer is 200',
    at: 'status',
    expected: '409',
    actual: 200,
    location: place('create.yaml', 20),
    exchange: 0,
    ...given,
  }
}

export function sampleExchange(key: string, body: string): Evidence {
  return {
    request: {
      method: 'POST',
      url: `${SERVER}/things/${key}`,
      headers: { Accept: 'application/json', Authorization: '<credentials>', 'Content-Type': 'application/json' },
      body: `{"type":"${key}","apiKey":"<secret>","name":"it's"}`,
    },
    response: { status: 200, headers: { 'content-type': 'application/json' }, body },
    durationMs: 4,
  } as unknown as Evidence
}

const code = sampleFinding({
  kind: 'error',
  signature: 'wrong-error-code',
  level: 'should',
  requirement: 'conflict-code',
  message: 'expected the error code ALREADY_THERE',
  at: 'body#/errorCode',
  expected: 'ALREADY_THERE',
  actual: 'nothing',
})

const hostile = sampleFinding({
  kind: 'schema',
  signature: 'breaks-type',
  requirement: 'body-is-as-documented',
  message: `expected ${HOSTILE}`,
  at: `body#/results/0/${HOSTILE}`,
  expected: HOSTILE,
  actual: { [HOSTILE]: HOSTILE },
  location: place('invariants.yaml', 3),
})

const RESULTS: readonly Result[] = [
  sampleResult({ id: 'create.returns-the-list[DATADOG]', status: 'pass' }),
  sampleResult({
    id: 'create.twice[DATADOG]',
    status: 'fail',
    findings: [code, sampleFinding()],
    exchanges: [sampleExchange('DATADOG', '{"results":[],\n\t"totalCount":0}')],
  }),
  sampleResult({
    id: 'create.twice[SLACK]',
    status: 'fail',
    findings: [sampleFinding()],
    exchanges: [sampleExchange('SLACK', '{}')],
  }),
  sampleResult({
    id: 'create.hostile[a.b]',
    title: `title ${HOSTILE}`,
    status: 'fail',
    findings: [hostile, { ...hostile, at: hostile.at.replace('/0/', '/1/') }],
    exchanges: [sampleExchange('DATADOG', HOSTILE)],
  }),
  sampleResult({
    id: 'read.masked[SLACK]',
    status: 'warn',
    findings: [{ ...code, requirement: 'mask-is-kept', cause: 'mask-is-kept/wrong-error-code' }],
    exchanges: [sampleExchange('SLACK', '{}')],
  }),
  sampleResult({ id: 'list.walk[1]', status: 'inconclusive', reason: 'no answer arrived within 1000 ms' }),
  sampleResult({ id: 'list.walk[2]', status: 'inconclusive', reason: 'no answer arrived within 1000 ms' }),
  sampleResult({ id: 'delete.twice[SLACK]', status: 'skip', reason: 'SLACK exists in the group' }),
  sampleResult({
    id: 'update.once',
    status: 'fail',
    flaky: true,
    findings: [sampleFinding({ requirement: 'update-succeeds', expected: undefined })],
    exchanges: [sampleExchange('DATADOG', '{}')],
  }),
  sampleResult({
    id: 'read.as-seen',
    status: 'pass',
    findings: [sampleFinding({ level: 'observe', requirement: 'seen', message: 'observed: status 200' })],
  }),
]

export const SAMPLE: Report = {
  reportVersion: 1,
  tool: { name: 'integrations-conformance', version: '0.1.0' },
  contract: { name: 'sample', version: '2026-01-01' },
  target: SERVER,
  startedAt: '2026-01-02T03:04:05.678Z',
  durationMs: 61_234,
  seed: 42,
  level: 'must',
  verdict: 'violates',
  causes: groupByCause(RESULTS),
  totals: { pass: 2, fail: 4, warn: 1, skip: 1, inconclusive: 2 },
  requests: { sent: 1234, delayed: 2 },
  requirements: [
    requirement('second-create-conflicts', 'violated', { text: 'A second create is answered 409.' }),
    requirement('body-is-as-documented', 'violated', { text: 'A body has the documented schema.' }),
    requirement('create-succeeds', 'verified', { text: 'A create is answered 200.' }),
    requirement('conflict-code', 'violated', { level: 'should', text: 'The code is ALREADY_THERE.' }),
    requirement('rate-is-told', 'unverified', { level: 'should', reason: 'no selected case checks this requirement' }),
    requirement('delete-succeeds', 'unverified', { reason: 'SLACK exists in the group' }),
    requirement('groups-are-apart', 'unverified', { reason: 'a later version checks it' }),
    requirement('deletes-are-final', 'unverified', { reason: 'a later version checks it' }),
    requirement('seen', 'observed', { level: 'observe' }),
    requirement('not-ours', 'excluded', { reason: 'a black-box test cannot check this' }),
  ],
  results: RESULTS,
}

type Requirement = Report['requirements'][number]

function requirement(id: string, status: Requirement['status'], given: Partial<Requirement> = {}): Requirement {
  return { id, level: 'must', text: `The text of ${id}.`, status, cases: [], ...given }
}

/** Returns the events of a run that ends with the report. */
export function eventsOf(report: Report): readonly RunEvent[] {
  const { target, embedded, seed, results } = report
  return [
    { type: 'start', target, ...(embedded && { embedded }), seed, cases: results.length, lanes: 1 },
    ...results.flatMap((result): readonly RunEvent[] => [
      { type: 'case', id: result.id, title: result.title },
      { type: 'result', result },
    ]),
    { type: 'report', ...report },
  ]
}

/** Options of a report in a file. */
export const PLAIN: ReporterOptions = {
  color: false,
  live: false,
  width: 80,
  quiet: false,
  verbose: false,
  environment: {},
}

/** Returns the output of a format, an item for each event. */
export function render(
  format: ReporterFormat,
  { results, ...report }: Report = SAMPLE,
  options: Partial<ReporterOptions> = {},
): readonly string[] {
  const reporter = format.create({ ...PLAIN, ...options })
  return eventsOf({ ...report, results, causes: groupByCause(results) }).map(reporter.event)
}
