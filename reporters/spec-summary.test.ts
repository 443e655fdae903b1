import { expect, test } from 'vitest'
import { render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from './sample-report.test-support.ts'
import { spec } from './spec.ts'

test('the list of causes is whole: no cause hides behind a count', () => {
  const findings = Array.from({ length: 123 }, (_, index) =>
    sampleFinding({ requirement: `r-${index}`, exchange: index }),
  )
  const summary = render(spec, { ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings })] }).at(-1)
  expect(summary).toContain('Causes (123)')
  expect(summary?.match(/must r-/g)).toHaveLength(123)
})

test('a target that stopped answering: the summary shows the request, after the lists and before the verdict', () => {
  const { response: _, ...unanswered } = { ...sampleExchange('SLACK', ''), failure: 'the connection was reset' }
  const summary = render(spec, { ...SAMPLE, results: [], unanswered }).at(-1) ?? ''
  expect(summary.slice(summary.indexOf('Not answered'))).toMatchInlineSnapshot(`
    "Not answered
      request  POST http://127.0.0.1:8080/api/things/SLACK
               | {"type":"SLACK","apiKey":"<secret>","name":"it's"}
      answer   none: the connection was reset
      curl     curl -X POST 'http://127.0.0.1:8080/api/things/SLACK' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"SLACK","apiKey":"<secret>","name":"it'\\''s"}'

    0 cases, 2 passed, 4 failed, 1 warned, 1 skipped, 2 inconclusive; 1,234 requests (2 delayed), 1 min 1 s, seed 42
    ✖ VIOLATES  sample 2026-01-01 at http://127.0.0.1:8080/api: 0 requirements violated in 0 cases, from 0 causes
    "
  `)
})

test('a failed case that ended early without an answer shows the request too', () => {
  const { response: _, ...unanswered } = { ...sampleExchange('OTHER', ''), failure: 'the connection was reset' }
  const failed = sampleResult({
    id: 'x.a',
    status: 'fail',
    reason: 'the connection was reset',
    findings: [sampleFinding()],
    exchanges: [sampleExchange('SLACK', '{}'), unanswered],
  })
  const [, , block = ''] = render(spec, { ...SAMPLE, results: [failed] })
  expect(block.match(/request .*/g)).toEqual([
    'request   POST http://127.0.0.1:8080/api/things/SLACK',
    'request  POST http://127.0.0.1:8080/api/things/OTHER',
  ])
  expect(block).toContain('  ended early: the connection was reset\n    request  POST')
  expect(block.match(/curl -X/g)).toHaveLength(2)
})
