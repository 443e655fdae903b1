import { expect, test } from 'vitest'
import { sampleExchange, sampleFinding, sampleResult } from '../../reporters/sample-report.test-support.ts'
import { groupByCause } from './causes.ts'
import type { ReportedFinding, Result } from './report.ts'

const sent = sampleExchange('SLACK', '{}')
const withQuery = { ...sent, request: { ...sent.request, url: `${sent.request.url}?a=1&b=2` } }

function failing(id: string, given: Partial<Result> = {}, finding: Partial<ReportedFinding> = {}): Result {
  return sampleResult({
    id,
    status: 'fail',
    findings: [sampleFinding({ expected: '200', ...finding })],
    exchanges: [sent],
    ...given,
  })
}

const drawn = { finding: 0, name: 'random', shrinks: 0, value: 1 }
const step = { method: 'GET', url: '/' }
const timeline = [{ exchange: 0, startMs: 0 }]

const ORDERED: readonly Result[] = [
  failing('simplest'),
  failing('after-another-request', { exchanges: [sent, sent] }, { exchange: 1 }),
  failing('with-query', { exchanges: [withQuery] }),
  failing('of-an-invalid-request', {}, { at: 'status', expected: '400 or 404' }),
  failing('of-another-requirement', { requirements: ['other'] }),
  failing('of-a-race', {}, { timeline }),
  failing('of-a-property', { counterexample: drawn }),
  failing('of-a-history', { counterexample: { ...drawn, steps: [step, step] } }),
  failing('with-its-failing-exchange-alone', { requests: 3 }),
  failing('without-evidence', { exchanges: [] }),
  failing('flaky', { flaky: true }),
  failing('of-an-earlier-case', {}, { ofEarlierCase: true }),
]

test.each(ORDERED.slice(1).map(({ id }, index) => [ORDERED[index]?.id, id] as const))(
  'a cause is shown by the case "%s" rather than by "%s"',
  (first, second) => {
    const both = ORDERED.filter(({ id }) => id === first || id === second)
    expect(groupByCause(both)).toMatchObject([{ first }])
    expect(groupByCause(both.toReversed())).toMatchObject([{ first }])
  },
)

test('a property that fails in its set-up, without a counterexample, comes after a declared case', () => {
  const both = [failing('of-a-set-up', { drawn: true }), failing('declared', {}, { timeline })]
  expect(groupByCause(both)).toMatchObject([{ first: 'declared' }])
})
