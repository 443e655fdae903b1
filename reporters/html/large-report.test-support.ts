import type { Report, Result } from '../../src/report/report.ts'
import { groupByCause } from '../../src/report/causes.ts'
import { SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'

/** The size of a made report, as counts. */
export interface Size {
  readonly cases: number
  readonly failures: number
  readonly causes: number
}

/** A report as large as that of a run against a broken target. Each failure has two findings, and long bodies where they are kept. */
export function largeReport({ cases, failures, causes }: Size): Report {
  const results = Array.from({ length: cases }, (_, index) => resultAt(index, { cases, failures, causes }))
  const totals = { pass: cases - failures, fail: failures, warn: 0, skip: 0, inconclusive: 0 }
  return { ...SAMPLE, results, totals, causes: groupByCause(results), requirements: requirementsOf(causes) }
}

function requirementsOf(causes: number): Report['requirements'] {
  return Array.from({ length: causes }, (_, index) => ({
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
  const requirement = `requirement-${one}-of-the-contract`
  const body = JSON.stringify({
    results: Array.from({ length: 60 }, (_, at) => ({ id: `member-${at}`, name: 'a long name' })),
  })
  const finding = sampleFinding({
    requirement,
    message: `expected the property /name as it was sent in the case ${index}; the answer holds another`,
    expected: { name: 'x'.repeat(120) },
    actual: { name: 'y'.repeat(120) },
  })
  const other = { ...finding, signature: 'other', cause: `${requirement}/accepted`, at: 'body#/name' }
  const isKept = index < causes
  return sampleResult({
    ...place,
    status: 'fail',
    findings: [finding, other],
    exchanges: isKept ? [sampleExchange('DATADOG', body.slice(0, 4_000))] : [],
  })
}
