import { expect, test } from 'vitest'
import type { Result } from '../../src/report/report.ts'
import { render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'

test('a block lists the causes that other blocks show, and the reason of an early end', () => {
  const other = sampleFinding({ requirement: 'other' })
  const exchanges = [sampleExchange('SLACK', '{}')]
  const results = [
    sampleResult({ id: 'x.a', status: 'fail', findings: [sampleFinding()], exchanges }),
    sampleResult({
      id: 'x.b',
      status: 'fail',
      findings: [sampleFinding(), other],
      exchanges,
      reason: 'the set-up was refused',
    }),
  ]
  const shown = render(spec, { ...SAMPLE, results })
  expect(shown[4]).toBe('✖ FAIL x.b  must other: expected status 409; the answer is 200\n')
  const block = /FAIL x\.b {2}the[^]*(?=\n\nCauses)/.exec(shown.at(-1) ?? '')?.[0] ?? ''
  expect(block).toContain('\n  shown elsewhere: second-create-conflicts\n')
  expect(block).toContain('\n  must other: ')
  expect(block).not.toContain('must second-create-conflicts')
  expect(block).toContain('\n  ended early: the set-up was refused\n')
})

test('the evidence is that of the simplest case of a cause, as in all other reports, and cautions where none is steady', () => {
  const exchanges = [sampleExchange('SLACK', '{}')]
  const findings = [sampleFinding()]
  const drawn = { finding: 0, name: 'random', shrinks: 0, value: 1 }
  const results = [
    sampleResult({ id: 'x.drawn', status: 'fail', findings, exchanges, counterexample: drawn }),
    sampleResult({ id: 'x.flaky', status: 'fail', findings, exchanges, flaky: true }),
    sampleResult({ id: 'x.simple', status: 'fail', findings, exchanges }),
  ]
  const shown = render(spec, { ...SAMPLE, results }).join('')
  expect(shown.match(/(FAIL|Reproduce: conform run) .*/g)).toEqual([
    'FAIL x.drawn  must second-create-conflicts: expected status 409; the answer is 200',
    'FAIL x.simple  the title of x.simple',
    "Reproduce: conform run 'x.simple' --seed 42",
  ])
  expect(render(spec, { ...SAMPLE, results: results.slice(1, 2) }).at(-1)).toContain(
    "Reproduce: conform run 'x.flaky' --seed 42  # may pass alone: it depends on earlier requests\n",
  )
})

function open(key: string, reason = `expected ${key} to be absent; ${key} could not be removed`): Result {
  return sampleResult({
    id: `x.open[${key}]`,
    status: 'inconclusive',
    reason,
    exchanges: [sampleExchange(key, '{}')],
  })
}

test('inconclusive cases whose reasons differ in a key alone have one block, and a line with their count and ids', () => {
  const results = [open('DATADOG'), open('SLACK'), open('OPS_GENIE'), open('WEBHOOK', 'no answer arrived')]
  const shown = render(spec, { ...SAMPLE, results }).at(-1) ?? ''
  expect(shown.match(/^\S* INCONCLUSIVE x\.open.*|^ *\(and .*/gm)).toEqual([
    '? INCONCLUSIVE x.open[DATADOG]  the title of x.open',
    '  (and 2 more cases with such a reason: x.open[SLACK], x.open[OPS_GENIE])',
    '? INCONCLUSIVE x.open[WEBHOOK]  the title of x.open',
  ])
})
