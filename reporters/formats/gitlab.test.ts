import { expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { render, SAMPLE } from '../sample-report.test-support.ts'
import { gitlab } from './gitlab.ts'
import { codeClimateSchema } from './validate.test-support.ts'

interface Entry {
  readonly description: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string }
}

const check = codeClimateSchema()
const write = (report: Report = SAMPLE, environment = {}): readonly Entry[] =>
  JSON.parse(render(gitlab, report, { environment }).join('')) as readonly Entry[]

test('each cause is an entry that is valid for GitLab', () => {
  for (const entry of write()) expect(check(entry)).toEqual([])
  expect(write().map(({ severity }) => severity)).toEqual(['critical', 'critical', 'critical', 'minor', 'minor'])
  expect(write()[0]).toEqual({
    description:
      'must second-create-conflicts: expected status 409; the answer is 200 (status); 2 cases, create.twice[DATADOG] first',
    check_name: 'second-create-conflicts',
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    severity: 'critical',
    location: { path: 'suites/sample/create.yaml', lines: { begin: 20 } },
  })
})

test('a fingerprint is unique in a report, and the same in the next', () => {
  const prints = write().map(({ fingerprint }) => fingerprint)
  expect(new Set(prints).size).toBe(prints.length)
  const later = write({ ...SAMPLE, seed: 7, results: SAMPLE.results.toReversed() })
  expect(later.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(prints.toSorted())
})

test('a known failure is only information, and names its entry', () => {
  const results = SAMPLE.results.map((result) => ({
    ...result,
    findings: result.findings.map((finding) =>
      finding.requirement === 'second-create-conflicts' ? { ...finding, known: 'twice \u202e' } : finding,
    ),
  }))
  const [first, ...others] = write({ ...SAMPLE, results })
  expect(first).toMatchObject({
    severity: 'info',
    description: expect.stringMatching(/^known failure twice \\u202e; must second-create-conflicts: /) as string,
  })
  expect(others.map(({ severity }) => severity)).toEqual(['critical', 'critical', 'minor', 'minor'])
  expect(check(first)).toEqual([])
})

test('a run without a finding has an empty list', () => {
  expect(render(gitlab, { ...SAMPLE, results: [] }).join('')).toBe('[]\n')
})

test('paths start at the root of the project', () => {
  const environment = { CI_PROJECT_DIR: '/builds/a', PWD: '/builds/a/api' }
  expect(write(SAMPLE, environment)[0]?.location.path).toBe('api/suites/sample/create.yaml')
})
