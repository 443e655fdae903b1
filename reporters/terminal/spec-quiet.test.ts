import { expect, test } from 'vitest'
import { SAMPLE, render, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'

const text = (...rest: Parameters<typeof render> extends [unknown, ...infer Rest] ? Rest : never): string =>
  render(spec, ...rest).join('')
const calm = { ...SAMPLE, results: SAMPLE.results.filter(({ id }) => !id.includes('hostile')) }

test('with quiet, each cause is a line, and the verdict is the last line', () => {
  expect(text(calm, { quiet: true, live: true })).toMatchInlineSnapshot(`
    "✖ FAIL second-create-conflicts: POST /api/things/DATADOG: expected status 409; the answer is 200  (2 cases, first create.twice[DATADOG])
    ✖ FAIL update-succeeds: POST /api/things/DATADOG: expected status 409; the answer is 200  (update.once)
    ? INCONCLUSIVE no answer arrived within 1000 ms  (2 cases, first list.walk[1])
    ✖ VIOLATES  sample 2026-01-01 at http://127.0.0.1:8080/api: 2 requirements violated in 3 cases, from 2 causes of must (and 2 of should)
    "
  `)
})

test('with quiet, a failing run is shorter than without, and each cause has its line', () => {
  const lines = (quiet: boolean): number => text(calm, { quiet }).split('\n').length
  expect(lines(true)).toBeLessThan(lines(false))
  const findings = Array.from({ length: 22 }, (_, index) => sampleFinding({ requirement: `r-${index}` }))
  const many = { ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings })] }
  expect(text(many, { quiet: true }).match(/FAIL r-\d+/g)).toHaveLength(22)
})

test('with quiet, warnings are printed where they gate the verdict', () => {
  const warned = /^! WARN|^\S+ WARN /m
  expect(text({ ...SAMPLE, level: 'should' }, { quiet: true })).toMatch(warned)
  expect(text({ ...SAMPLE, level: 'must' }, { quiet: true })).not.toMatch(warned)
})

function lineAt(at: string): string {
  const findings = [sampleFinding({ requirement: 'r-1', message: 'expected another value', at })]
  return text({ ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings })] }, { quiet: true })
}

test('with quiet, a cause has its first place, unless that is the status', () => {
  expect(lineAt('body#/region')).toContain(
    'FAIL r-1: expected another value at body#/region; expected "409", got 200  (x.y)',
  )
  expect(lineAt('status')).toContain('FAIL r-1: expected another value; expected "409", got 200  (x.y)')
})

test('with quiet, the case that is named is that of the message', () => {
  const follower = sampleFinding({ requirement: 'r-1', message: 'expected another', ofEarlierCase: true })
  const own = sampleFinding({ requirement: 'r-1', message: 'expected this' })
  const results = [
    sampleResult({ id: 'a.b', status: 'fail', findings: [follower] }),
    sampleResult({ id: 'c.d', status: 'fail', findings: [own] }),
  ]
  expect(text({ ...SAMPLE, results }, { quiet: true })).toContain(
    'FAIL r-1: expected this; expected "409", got 200  (2 cases, first c.d)',
  )
})

test('with quiet, a requirement that is coming has no line', () => {
  const coming = sampleFinding({ level: 'should', coming: '2099-01-01' })
  const results = [sampleResult({ id: 'x.y', status: 'warn', findings: [coming] })]
  expect(text({ ...SAMPLE, results, level: 'should' }, { quiet: true })).not.toMatch(/^\S+ WARN /m)
  const due = [sampleResult({ id: 'x.y', status: 'warn', findings: [sampleFinding({ level: 'should' })] })]
  expect(text({ ...SAMPLE, results: due, level: 'should' }, { quiet: true })).toMatch(/^\S+ WARN /m)
})

test('with quiet, a cause has the request and the values that its message does not hold', () => {
  const sides = { expected: 'a', actual: 'b' }
  const finding = sampleFinding({ requirement: 'r-1', message: 'another value', exchange: 0, ...sides })
  const results = [
    sampleResult({
      id: 'x.y',
      status: 'fail',
      findings: [finding],
      exchanges: [sampleExchange('SLACK', '')],
    }),
  ]
  expect(text({ ...SAMPLE, results }, { quiet: true })).toContain(
    'FAIL r-1: POST /api/things/SLACK: another value; expected a, got "b"  (x.y)',
  )
})
