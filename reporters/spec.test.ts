import { expect, test } from 'vitest'
import { HOSTILE, render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from './sample-report.test-support.ts'
import { spec } from './spec.ts'

const text = (...rest: Parameters<typeof render> extends [unknown, ...infer Rest] ? Rest : never): string =>
  render(spec, ...rest).join('')
const calm = { ...SAMPLE, results: SAMPLE.results.filter(({ id }) => !id.includes('hostile')) }

test('a run prints a line for each new cause of must, then the evidence of each cause, then a summary', () => {
  expect(text(calm)).toMatchInlineSnapshot(`
    "9 cases at http://127.0.0.1:8080/api (seed 42)
    ✖ FAIL create.twice[DATADOG]  must second-create-conflicts: expected status 409; the answer is 200
    ? INCONCLUSIVE list.walk[1]  no answer arrived within 1000 ms
    ✖ FAIL update.once  must update-succeeds: expected status 409; the answer is 200

    For the curl lines: export CONFORM_AUTHORIZATION='Bearer …'

    ✖ FAIL create.twice[DATADOG]  the title of create.twice
      must second-create-conflicts: expected status 409; the answer is 200
        expected  409
        actual    200
        at        status
        request   POST http://127.0.0.1:8080/api/things/DATADOG
                  | {"type":"DATADOG","apiKey":"<secret>","name":"it's"}
        answer    200, application/json
                  | {"results":[],
                  |   "totalCount":0}
        curl      curl -i -X POST 'http://127.0.0.1:8080/api/things/DATADOG' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"DATADOG","apiKey":"<secret>","name":"it'\\''s"}'
      should conflict-code: expected the error code ALREADY_THERE
        expected  ALREADY_THERE
        actual    nothing
        at        body#/errorCode
      case    suites/sample/create.yaml:14:5
      replay  conform run 'create.twice[DATADOG]' --seed 42

    ✖ FAIL update.once  the title of update.once
      must update-succeeds: expected status 409; the answer is 200
        expected  nothing
        actual    200
        at        status
        request   POST http://127.0.0.1:8080/api/things/DATADOG
                  | {"type":"DATADOG","apiKey":"<secret>","name":"it's"}
        answer    200, application/json
                  | {}
        curl      curl -i -X POST 'http://127.0.0.1:8080/api/things/DATADOG' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"DATADOG","apiKey":"<secret>","name":"it'\\''s"}'
      flaky: the case passed on the retry
      case    suites/sample/create.yaml:14:5
      replay  conform run 'update.once' --seed 42
              # may pass alone: it depends on earlier requests

    ! WARN read.masked[SLACK]  the title of read.masked
      should mask-is-kept: expected the error code ALREADY_THERE
        expected  ALREADY_THERE
        actual    nothing
        at        body#/errorCode
        request   POST http://127.0.0.1:8080/api/things/SLACK
                  | {"type":"SLACK","apiKey":"<secret>","name":"it's"}
        answer    200, application/json
                  | {}
        curl      curl -i -X POST 'http://127.0.0.1:8080/api/things/SLACK' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"SLACK","apiKey":"<secret>","name":"it'\\''s"}'
      case    suites/sample/create.yaml:14:5
      replay  conform run 'read.masked[SLACK]' --seed 42

    ? INCONCLUSIVE list.walk[1]  the title of list.walk
      reason: no answer arrived within 1000 ms
      case    suites/sample/create.yaml:14:5
      replay  conform run 'list.walk[1]' --seed 42
      (and 1 more case with such a reason: list.walk[2])

    Causes: 2 of must, 2 of should
      must second-create-conflicts: expected status 409; the answer is 200
        at status
        rule: A second create is answered 409.
        2 cases: create.twice[DATADOG] and 1 more: create.twice[SLACK]
      must update-succeeds: expected status 409; the answer is 200
        at status
        rule: not in the contract
        1 case: update.once
      should conflict-code: expected the error code ALREADY_THERE
        at body#/errorCode
        rule: The code is ALREADY_THERE.
        1 case: create.twice[DATADOG]
      should mask-is-kept: expected the error code ALREADY_THERE
        at body#/errorCode
        rule: not in the contract
        1 case: read.masked[SLACK]

    Flaky (1): failed, then passed on the retry; counted as failed
      update.once

    Inconclusive (2)
      2 × no answer arrived within 1000 ms: list.walk[1], list.walk[2]

    Skipped (1)
      1 × SLACK exists in the group: delete.twice[SLACK]

    Requirements not verified (4 of 8)
      2 × must, a later version checks it: groups-are-apart, deletes-are-final
      1 × must, SLACK exists in the group: delete-succeeds
      1 × should, no selected case checks this requirement: rate-is-told

    9 cases, 2 passed, 4 failed, 1 warned, 1 skipped, 2 inconclusive; 1,234 requests (2 delayed), 1 min 1 s, seed 42
    ✖ VIOLATES  sample 2026-01-01 at http://127.0.0.1:8080/api: 2 requirements violated in 3 cases, from 2 causes of must (and 2 of should)
    Reproduce: conform run 'create.twice[DATADOG]' --seed 42
    "
  `)
})

test('a pass, a skip and a known cause print a line with verbose only', () => {
  const quietly = render(spec)
  // The events are start, then case and result for each case.
  expect([quietly[2], quietly[6], quietly[16], quietly[20]]).toEqual(['', '', '', ''])
  const all = render(spec, SAMPLE, { verbose: true })
  expect([all[2], all[6], all[14], all[16], all[20]].join('')).toMatchInlineSnapshot(`
    "✔ PASS create.returns-the-list[DATADOG]  the title of create.returns-the-list  (12 ms)
    ✖ FAIL create.twice[SLACK]  the title of create.twice  reported before: second-create-conflicts
    ? INCONCLUSIVE list.walk[2]  the title of list.walk  no answer arrived within 1000 ms
    - SKIP delete.twice[SLACK]  the title of delete.twice  SLACK exists in the group
    ✔ PASS read.as-seen  the title of read.as-seen  (12 ms)
      observe seen: observed: status 200
    "
  `)
})

test('the first inconclusive result of each reason has a block with its last exchange', () => {
  const { response: _, ...unanswered } = sampleExchange('SLACK', '')
  const open = ['x.a', 'x.b'].map((id) =>
    sampleResult({
      id,
      status: 'inconclusive',
      reason: 'the connection was reset',
      exchanges: [{ ...unanswered, failure: 'the connection was reset' }],
    }),
  )
  const report = { ...SAMPLE, verdict: 'inconclusive' as const, reason: '"x.a" was inconclusive', results: open }
  const [, , first, , second, last = ''] = render(spec, report)
  expect(first).toBe('? INCONCLUSIVE x.a  the connection was reset\n')
  expect(/^[^]*?--seed 42\n/.exec(last)?.[0]).toMatchInlineSnapshot(`
    "
    For the curl lines: export CONFORM_AUTHORIZATION='Bearer …'

    ? INCONCLUSIVE x.a  the title of x.a
      reason: the connection was reset
        request  POST http://127.0.0.1:8080/api/things/SLACK
                 | {"type":"SLACK","apiKey":"<secret>","name":"it's"}
        answer   none: the connection was reset
        curl     curl -i -X POST 'http://127.0.0.1:8080/api/things/SLACK' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"SLACK","apiKey":"<secret>","name":"it'\\''s"}'
      case    suites/sample/create.yaml:14:5
      replay  conform run 'x.a' --seed 42
    "
  `)
  expect(second).toBe('')
  expect(text(report)).toContain("Reproduce: conform run 'x.a' --seed 42")
})

test('a cause of many cases lists six of the ids', () => {
  const results = Array.from({ length: 12 }, (_, index) =>
    sampleResult({ id: `x.y[${index}]`, status: 'fail', findings: [sampleFinding()] }),
  )
  expect(text({ ...SAMPLE, results })).toContain(
    '    12 cases: x.y[0] and 11 more: x.y[1], x.y[2], x.y[3], x.y[4], x.y[5] …\n',
  )
})

test('an exchange of several causes is printed once in a block', () => {
  const findings = [sampleFinding(), sampleFinding({ requirement: 'other' })]
  const exchanges = [sampleExchange('SLACK', '{}')]
  const results = [sampleResult({ id: 'x.y', status: 'fail', findings, exchanges })]
  expect(text({ ...SAMPLE, results }).match(/curl -i -X/g)).toHaveLength(1)
})

test('an expectation in words is printed as text, and an expected value as JSON', () => {
  const words = sampleFinding({
    message: 'expected the JSON type string at /a',
    expected: 'the JSON type string',
    actual: '1',
  })
  const value = sampleFinding({
    requirement: 'other',
    message: 'expected the value that was sent',
    expected: ' a',
    actual: 'a',
  })
  const shown = text({ ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings: [words, value] })] })
  expect(shown.match(/(expected|actual) {2,}.*/g)).toEqual([
    'expected  the JSON type string',
    'actual    "1"',
    'expected  " a"',
    'actual    "a"',
  ])
})

test('a finding of an invariant has the location of the invariant', () => {
  expect(text()).toContain('    stated in  suites/sample/invariants.yaml:3:5\n')
  expect(text(calm)).not.toContain('stated')
})

const last = (level: 'must' | 'should'): string =>
  text({ ...SAMPLE, level }, { quiet: true })
    .trimEnd()
    .split(': ')
    .at(-1) ?? ''

test('the verdict line counts findings at the gating level', () => {
  expect(last('must')).toBe('3 requirements violated in 4 cases, from 3 causes of must (and 2 of should)')
  expect(last('should')).toBe('5 requirements violated in 5 cases, from 5 causes')
})

test('a body is cut, with a bar before each line', () => {
  const body = `${HOSTILE}\n${'x'.repeat(700)}\nlast`
  const result = sampleResult({
    id: 'x.a',
    status: 'fail',
    findings: [sampleFinding()],
    exchanges: [sampleExchange('SLACK', body)],
  })
  const block = render(spec, { ...SAMPLE, results: [result] }, { width: 60 }).at(-1) ?? ''
  expect(/ {4}answer[^]*(?=\n {4}curl)/.exec(block)?.[0]).toMatchInlineSnapshot(`
    "    answer    200, application/json
                  | \\x1b[31mred\\x1b[0m \\u202eabc\\u202c \\ud800 
                  | \\ufffe \\x00\\x9b ]]> <script>"&' #\\x23[add-
                  | mask]x
                  | \\x3a:error::pwned
                  | | **b** [a](http://x.test) @me \`c\` 100%
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                  | xxxxxxxxxxxxxxxxxxxxx
                  | ..."
  `)
  expect(block).not.toContain('last')
})

test('colour does not change the text', () => {
  const colored = text(SAMPLE, { color: true })
  expect(colored).toContain('\u001b[31m✖ FAIL\u001b[39m')
  // oxlint-disable-next-line no-control-regex -- the escapes are what is tested
  expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(text(SAMPLE))
})

test('on a live terminal, the status line is redrawn below the output', () => {
  const [start, , pass, , fail] = render(spec, SAMPLE, { live: true })
  expect(start).toBe('10 cases at http://127.0.0.1:8080/api (seed 42)\n0 of 10')
  expect(pass).toBe('\r\u001b[2K1 of 10 · create.returns-the-list[DATADOG]')
  expect(fail?.startsWith('\r\u001b[2K✖ FAIL ')).toBe(true)
  expect(fail?.endsWith('; the answer is 200\n2 of 10 · 1 failed · create.twice[DATADOG]')).toBe(true)
  const plain = text(SAMPLE)
  // oxlint-disable-next-line no-control-regex -- the escapes are what is tested
  expect(text(SAMPLE, { live: true }).replaceAll(/(^|\n)?[^\n]*\r\u001b\[2K/g, '$1')).toBe(plain)
})

test('the verdict line of a conforming run counts verified requirements, and violated ones of should', () => {
  const [result] = SAMPLE.results
  const report = { ...SAMPLE, verdict: 'conforms' as const, results: result === undefined ? [] : [result] }
  expect(text(report).split('\n').at(-2)).toBe(
    '✔ CONFORMS  sample 2026-01-01 at http://127.0.0.1:8080/api: 1 of 8 requirements verified, 1 of should violated, no gating requirement violated',
  )
})

test.each([false, true])('the header and the verdict tell that the run started its target (quiet: %s)', (quiet) => {
  const shown = text({ ...SAMPLE, embedded: true }, { quiet }).split('\n')
  expect(shown.at(quiet ? -2 : -3)).toContain(
    '✖ VIOLATES  sample 2026-01-01 at the embedded reference server http://127.0.0.1:8080/api: ',
  )
  if (!quiet) expect(shown[0]).toBe('10 cases at the embedded reference server http://127.0.0.1:8080/api (seed 42)')
})

test('a finding of several requests lists them in the order of their starts, with their times', () => {
  const [first, second] = ['SLACK', 'SLACK'].map((key) => sampleExchange(key, '{}'))
  const timeline = [
    { exchange: 1, startMs: 0, endMs: 14 },
    { exchange: 0, startMs: 2 },
  ]
  const finding = sampleFinding({ exchange: 1, timeline })
  const { response: _, ...unanswered } = first ?? {}
  const exchanges = [unanswered, second] as unknown as NonNullable<typeof first>[]
  const result = sampleResult({ id: 'a.b', status: 'fail', findings: [finding], exchanges })
  expect(text({ ...calm, results: [result] })).toContain(
    [
      '    requests  1. 0 to 14 ms: POST http://127.0.0.1:8080/api/things/SLACK, answered 200',
      '              2. from 2 ms: POST http://127.0.0.1:8080/api/things/SLACK, no answer',
    ].join('\n'),
  )
})
