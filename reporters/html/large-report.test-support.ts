import type { Report, Result } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { groupByCause } from '../../src/report/causes.ts'
import { SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'

/** The size of a made report, as counts. */
export interface Size {
  readonly cases: number
  readonly failures: number
  readonly causes: number
}

/** The most requirements, as a count: few contracts have more. */
const REQUIREMENTS = 130

/** A report as large as that of a run against a broken target. Each failure has two findings, and its failing exchange. */
export function largeReport({ cases, failures, causes }: Size): Report {
  const results = Array.from({ length: cases }, (_, index) => resultAt(index, { cases, failures, causes }))
  const totals = { pass: cases - failures, fail: failures, warn: 0, skip: 0, inconclusive: 0 }
  return {
    ...SAMPLE,
    results,
    totals,
    causes: groupByCause(results),
    requirements: requirementsOf(Math.min(causes, REQUIREMENTS)),
  }
}

function requirementsOf(count: number): Report['requirements'] {
  return Array.from({ length: count }, (_, index) => ({
    id: `requirement-${index}-of-the-contract`,
    level: 'must',
    text: `The sentence ${index} of the contract says what each answer of the target must hold in every case.`,
    status: 'violated',
    cases: ['a'],
    operations: { list: 'verified', create: 'violated', read: 'verified', update: 'violated', delete: 'verified' },
  }))
}

function resultAt(index: number, { cases, failures, causes }: Size): Result {
  const place = {
    lane: 1 + (index % 2),
    startMs: (index / cases) * 60_000,
    durationMs: 20,
    id: `body.one-of-many-rows[SOME_TYPE_${index},/property/of/a/body,value-${index}]`,
    title: `a create with the required properties and one optional property succeeds (${index % 300})`,
  }
  if (index >= failures) return sampleResult({ ...place, status: 'pass' })
  const one = index % causes
  const requirement = `requirement-${one % REQUIREMENTS}-of-the-contract`
  const signature = `fault-${one}`
  const body = JSON.stringify({
    results: Array.from({ length: 60 }, (_, at) => ({ id: `member-${at}`, name: 'a long name' })),
  })
  const finding = sampleFinding({
    requirement,
    signature,
    message: `expected the property /name as it was sent in the case ${index}; the answer holds another`,
    expected: { name: 'x'.repeat(120) },
    actual: { name: 'y'.repeat(120) },
  })
  const other = { ...finding, at: 'body#/name' }
  const isKept = index < causes
  return sampleResult({
    ...place,
    status: 'fail',
    findings: [finding, other],
    exchanges: [sampleExchange('DATADOG', body.slice(0, isKept ? 4_000 : 1_000))],
  })
}

/** The causes of a failure with long texts, as a count. */
const CAUSES_OF_ONE = 10

/** The report with ten causes a failure, and with texts as long as a run keeps them. */
export function withLongTexts(report: Report): Report {
  const ids = report.causes.map(({ id, requirement }) => ({ id, requirement }))
  const results = report.results.map((result, index) =>
    result.status === 'fail'
      ? longFailure(result, (at) => ids[(index + at) % ids.length] ?? { id: '', requirement: '' })
      : result,
  )
  return { ...report, results, causes: groupByCause(results) }
}

type CauseAt = (index: number) => { readonly id: string; readonly requirement: string }

function longFailure(result: Result, causeAt: CauseAt): Result {
  const findings = Array.from({ length: CAUSES_OF_ONE }, (_, index) => {
    const { id, requirement } = causeAt(index)
    return sampleFinding({
      requirement,
      cause: id,
      signature: id.split('/')[1] ?? '',
      message: 'expected a long message '.repeat(40),
      at: `body#/${'place/'.repeat(40)}`,
      expected: 'e'.repeat(4_000),
      actual: { value: 'a'.repeat(3_900) },
      declaredCase: 'expect: { status: 200 }\n'.repeat(60),
      timeline: [{ exchange: 2, startMs: 0 }],
    })
  })
  return { ...result, findings, exchanges: Array.from({ length: 3 }, longExchange) }
}

function longExchange(): Evidence {
  const { request, response, ...rest } = sampleExchange('DATADOG', '<b>"'.repeat(1_000))
  const long = 'h'.repeat(900)
  return {
    ...rest,
    request: {
      ...request,
      url: `${request.url}/${'p'.repeat(2_000)}`,
      body: 'b'.repeat(4_000),
      headers: { 'X-One': long },
    },
    response: { status: 200, body: '', ...response, headers: { 'Content-Type': long, 'X-Two': long } },
  }
}
