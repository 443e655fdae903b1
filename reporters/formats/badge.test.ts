import { expect, test } from 'vitest'
import type { Report, Result } from '../../src/report/report.ts'
import { parseStrictXml } from '../parse-strict-xml.test-support.ts'
import { HOSTILE, render, SAMPLE, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'
import { badge } from './badge.ts'

const write = (report: Report, file?: string): string =>
  render(badge, report, file === undefined ? {} : { file }).join('')
const read = (report: Report, file?: string): unknown => JSON.parse(write(report, file))
const calm: Report = {
  ...SAMPLE,
  verdict: 'conforms',
  results: [],
  totals: { pass: 3, fail: 0, warn: 0, skip: 0, inconclusive: 0 },
}

test('a file that is no SVG has the JSON of an endpoint badge', () => {
  const endpoint = { schemaVersion: 1, label: 'sample 2026-01-01' }
  expect(read(SAMPLE, 'badge.json')).toEqual({ ...endpoint, message: '3 violations', color: 'red' })
  expect(read(calm)).toEqual({ ...endpoint, message: 'conforms', color: 'brightgreen' })
  const warned = { ...calm, totals: { ...calm.totals, warn: 2 } }
  expect(read(warned)).toEqual({ ...endpoint, message: 'conforms, 2 warnings', color: 'yellow' })
  expect(read({ ...calm, verdict: 'inconclusive', reason: 'x' })).toMatchObject({
    message: 'inconclusive',
    color: 'lightgrey',
  })
})

test('requirements that share a cause are counted as in the verdict', () => {
  const other = sampleFinding({ requirement: 'also-broken', cause: sampleFinding().cause })
  const results = [...SAMPLE.results, sampleResult({ id: 'other.case', status: 'fail', findings: [other] })]
  expect(read({ ...SAMPLE, results })).toMatchObject({ message: '4 violations' })
  expect(render(spec, { ...SAMPLE, results }).join('')).toContain('4 requirements violated')
})

/** The result, as a baseline knows it. */
function known(result: Result): Result {
  return { ...result, known: 'entry', findings: result.findings.map((finding) => ({ ...finding, known: 'entry' })) }
}

test('known failures are no violations, and a stale baseline is told', () => {
  const results = SAMPLE.results.map((result) => (result.id.startsWith('create.twice') ? known(result) : result))
  expect(read({ ...SAMPLE, results })).toMatchObject({ message: '2 violations' })
  expect(read({ ...SAMPLE, results: SAMPLE.results.map(known) })).toMatchObject({
    message: 'baseline out of date',
    color: 'red',
  })
})

test('a run of some cases conforms in part', () => {
  const requirements = SAMPLE.requirements.map((one) => ({ ...one, selected: false as const }))
  expect(write({ ...calm, requirements })).toContain('"conforms in part"')
  expect(write({ ...calm, onlyRead: { resources: ['note'], cases: 9 } })).toContain('"conforms in part"')
  expect(write({ ...calm, budget: { requests: 9, leftOut: [], shortened: [] } })).toContain('"conforms in part"')
})

test('a file that ends with .svg is an image with a name for screen readers', () => {
  const { name, attributes, children } = parseStrictXml(write(SAMPLE, 'docs/badge.SVG'))
  expect(name).toBe('svg')
  expect(attributes).toMatchObject({ role: 'img', 'aria-label': 'sample 2026-01-01: 3 violations', height: '20' })
  expect(children.flatMap((child) => (child.name === 'text' ? [child.text] : []))).toEqual([
    'sample 2026-01-01',
    '3 violations',
  ])
})

test('a name of a contract with markup is text', () => {
  const report = { ...SAMPLE, contract: { name: HOSTILE, version: '1' } }
  const { children } = parseStrictXml(write(report, 'a.svg'))
  expect(children.map(({ name }) => name)).toEqual(['title', 'rect', 'rect', 'rect', 'text', 'text'])
})
