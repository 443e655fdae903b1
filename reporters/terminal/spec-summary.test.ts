import { expect, test } from 'vitest'
import { groupByCause } from '../../src/report/causes.ts'
import type { Report } from '../../src/report/report.ts'
import { htmlReport } from '../html/html.ts'
import { renderJobSummary } from '../text/job-summary.ts'
import { PLAIN, render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'

test('the list of causes is whole: no cause hides behind a count', () => {
  const findings = Array.from({ length: 123 }, (_, index) =>
    sampleFinding({ requirement: `r-${index}`, exchange: index }),
  )
  const summary = render(spec, { ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings })] }).at(-1)
  expect(summary).toContain('Causes: 123 of must')
  expect(summary?.slice(summary.indexOf('Causes: ')).match(/must r-/g)).toHaveLength(123)
})

test('a target that stopped answering: the summary shows the request, after the lists and before the verdict', () => {
  const { response: _, ...unanswered } = { ...sampleExchange('SLACK', ''), failure: 'the connection was reset' }
  const summary = render(spec, { ...SAMPLE, results: [], unanswered }).at(-1) ?? ''
  expect(summary.slice(summary.indexOf('Not answered'))).toMatchInlineSnapshot(`
    "Not answered
      request  POST http://127.0.0.1:8080/api/things/SLACK
               | {"type":"SLACK","apiKey":"<secret>","name":"it's"}
      answer   none: the connection was reset
      curl     curl -i -X POST 'http://127.0.0.1:8080/api/things/SLACK' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"SLACK","apiKey":"<secret>","name":"it'\\''s"}'

    0 cases, 2 passed, 4 failed, 1 warned, 1 skipped, 2 inconclusive; 1,234 requests (2 delayed), 1 min 1 s, seed 42
    ✖ VIOLATES  sample 2026-01-01 at http://127.0.0.1:8080/api: 0 requirements violated in 0 cases, from 0 causes
    "
  `)
})

test('a target that stopped answering: the requests with an answer before are named', () => {
  const { response: _, ...unanswered } = { ...sampleExchange('SLACK', ''), failure: 'the connection was reset' }
  const answeredBefore = [{ method: 'PUT', url: 'http://127.0.0.1:8080/api/things/SLACK', body: 'null', status: 400 }]
  const summary = render(spec, { ...SAMPLE, results: [], unanswered, answeredBefore }).at(-1) ?? ''
  expect(summary).toContain('\n  before   1. PUT /api/things/SLACK null -> 400\n')
})

test('a target that stopped answering: its case is told with its replay, and reproduced in place of the first that is inconclusive', () => {
  const { response: _, ...unanswered } = { ...sampleExchange('SLACK', ''), failure: 'the connection was reset' }
  const open = { status: 'inconclusive', reason: 'the connection was refused' } as const
  const later = sampleResult({ id: 'x.a', ...open, replay: { command: 'run x.a', seed: 1 } })
  const own = sampleResult({ id: 'x.b', ...open, exchanges: [unanswered], replay: { command: 'run x.b', seed: 1 } })
  const report = { ...SAMPLE, verdict: 'inconclusive', causes: [], results: [later, own], unanswered } as const
  const summary = render(spec, report).at(-1) ?? ''
  expect(summary).toMatch(/\n {2}sent by {2}x\.b\n {2}case {5}.*\n {2}replay {3}run x\.b\n/)
  expect(summary).toContain('\nReproduce: run x.b\n')
  expect(render(htmlReport, report).join('')).toMatch(/Sent by <a [^>]*>x\.b<\/a>[^]*Reproduce[^]*run x\.b/)
  expect(renderJobSummary(report)).toMatch(/sent by {2}x\.b\n[^]*replay {3}run x\.b\n/)
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
  const [block = ''] = (render(spec, { ...SAMPLE, results: [failed] }).at(-1) ?? '').split('\n\nCauses')
  expect(block.match(/request .*/g)).toEqual([
    'request   POST http://127.0.0.1:8080/api/things/SLACK',
    'request  POST http://127.0.0.1:8080/api/things/OTHER',
  ])
  expect(block).toContain('  ended early: the connection was reset\n    request  POST')
  expect(block.match(/curl -i -X/g)).toHaveLength(2)
})

test('further requirements of a cause have their rules, the first three; the others are named', () => {
  const [one] = SAMPLE.requirements
  const requirements = one === undefined ? [] : [1, 2].map((of) => ({ ...one, id: `r-${of}`, text: `Rule ${of}.` }))
  const findings = Array.from({ length: 6 }, (_, index) =>
    sampleFinding({ requirement: `r-${index}`, cause: 'r-0/one' }),
  )
  const results = [sampleResult({ id: 'x.y', status: 'fail', findings })]
  const summary = render(spec, { ...SAMPLE, requirements, results }).at(-1)
  expect(summary?.match(/(rule|also).*/g)).toEqual([
    'rule: not in the contract',
    'also violated, r-1: Rule 1.',
    'also violated, r-2: Rule 2.',
    'also violated, r-3: not in the contract',
    'also violated: r-4, r-5',
  ])
})

const causes = (count: number): readonly ReturnType<typeof sampleFinding>[] =>
  Array.from({ length: count }, (_, index) => sampleFinding({ requirement: `r-${index}`, exchange: index }))

const summaryOf = (count: number, given: Partial<Report> = {}): string => {
  const results = [sampleResult({ id: 'x.y', status: 'fail', findings: causes(count) })]
  return render(spec, { ...SAMPLE, results, ...given }).at(-1) ?? ''
}

test('a whole run with many causes of must ends with the next step; a selection, a budget and few causes do not', () => {
  expect(summaryOf(5).split('\n').at(-2)).toBe(
    'Next: mend the first cause, then repeat the command with `--failed`; `--budget 60s` gives a first verdict within a minute',
  )
  const [first, ...others] = SAMPLE.requirements
  const narrowed = { requirements: first === undefined ? [] : [{ ...first, selected: false as const }, ...others] }
  const budget = { requests: 9, leftOut: [], shortened: [] }
  for (const summary of [summaryOf(4), summaryOf(5, { budget }), summaryOf(5, narrowed)])
    expect(summary).not.toContain('Next: ')
})

test('a selection that conforms is not told as the whole contract', () => {
  const [first, ...others] = SAMPLE.requirements
  const requirements = first === undefined ? [] : [{ ...first, selected: false as const }, ...others]
  const summary = render(spec, { ...SAMPLE, verdict: 'conforms', results: [], requirements }).at(-1)
  expect(summary).toContain('✔ SELECTION CONFORMS  sample 2026-01-01 at ')
})

const onlyReads = (resources: readonly string[]): string => {
  const onlyRead = { resources, cases: 12 }
  return render(spec, { ...SAMPLE, verdict: 'conforms', causes: [], results: [], onlyRead }).at(-1) ?? ''
}

test('a run of laws that may not write everything is told as a selection, with the flag for the rest', () => {
  expect(onlyReads(['list'])).toMatch(/✔ SELECTION CONFORMS {2}.*; only reads of list$/m)
  expect(onlyReads(['list'])).toContain(
    'Next: --write list lets 12 more cases run; they create members, and remove them\n',
  )
  expect(onlyReads(['a', 'b', 'c', 'd'])).toContain('only reads of a, b, c and 1 more')
  expect(onlyReads(['a', 'b', 'c', 'd'])).toContain("Next: --write '*' lets 12 more cases run")
})

test('failures of must stand before all warnings, however the run found them', () => {
  const warning = sampleFinding({ level: 'should', requirement: 'a-should' })
  const results = [
    sampleResult({ id: 'x.a', status: 'warn', findings: [warning] }),
    sampleResult({ id: 'x.b', status: 'warn', findings: [warning] }),
    sampleResult({ id: 'x.c', status: 'fail', findings: [sampleFinding()] }),
  ]
  const shown = render(spec, { ...SAMPLE, results }).join('')
  expect(shown.match(/(FAIL|WARN) x\.\w|Causes: .*/g)).toEqual([
    'FAIL x.c',
    'FAIL x.c',
    'WARN x.a',
    'Causes: 1 of must, 1 of should',
  ])
})

test('of many reasons the first ten are shown, those that a flag or the configuration mends before the others', () => {
  const reasons = [...Array.from({ length: 12 }, (_, index) => `the contract has no part ${index}`), 'needs --leave x']
  const results = reasons.map((reason, index) => sampleResult({ id: `x.${index}`, status: 'skip', reason }))
  const skipped = (verbose: boolean): readonly string[] => {
    const summary = render(spec, { ...SAMPLE, results }, { ...PLAIN, verbose }).at(-1) ?? ''
    const lines = summary.split('\n')
    const at = lines.indexOf('Skipped (13)')
    return lines.slice(at + 1, lines.indexOf('', at))
  }
  expect(skipped(false)).toHaveLength(11)
  expect(skipped(false)[0]).toBe('  1 × needs --leave x: x.12')
  expect(skipped(false).at(-1)).toBe('  3 for 3 more reasons; --verbose and the reports in files have all')
  expect(skipped(true)).toHaveLength(13)
})

test('a run that conforms names the keys of the configuration that more cases need', () => {
  const results = ['needs principals.reader', 'needs otherGroupId', 'another reason'].map((reason, index) =>
    sampleResult({ id: `x.${index}`, status: 'skip', reason }),
  )
  const report: Report = { ...SAMPLE, verdict: 'conforms', causes: [], results }
  expect(render(spec, report).at(-1)).toContain(
    'Next: otherGroupId and principals in the configuration let 2 more cases run\n',
  )
  expect(render(spec, { ...report, embedded: true }).at(-1)).not.toContain('Next: ')
})

test('the reason of an early end stands in the line of the verdict alone', () => {
  const reason = 'the connection was refused'
  const requirements = SAMPLE.requirements.map((one) => ({
    ...one,
    status: 'unverified' as const,
    reason: `not reached: ${reason}`,
  }))
  const summary = render(spec, {
    ...SAMPLE,
    verdict: 'inconclusive',
    reason,
    results: [],
    causes: [],
    requirements,
  }).at(-1)
  expect(summary?.split(reason)).toHaveLength(2)
  expect(summary).toContain('must, not reached: ')
})

test('the block and the summary of a cause say which requests it is about', () => {
  const traits = ['read', 'with pretty=true']
  const finding = sampleFinding({ requirement: 'r', exchange: 0 })
  const results = [
    sampleResult({ id: 'x.y', status: 'fail', findings: [finding], exchanges: [sampleExchange('A', '')] }),
  ]
  const told = groupByCause(results).map((cause) => ({
    ...cause,
    only: { traits, failed: 4, of: 5, others: 1468 },
  }))
  const reporter = spec.create({ ...PLAIN })
  const text = reporter.event({ type: 'report', ...SAMPLE, results, causes: told })
  const contrast = 'read, with pretty=true: 4 of 5 requests fail, and none of 1,468 others'
  expect(text.split('\n').filter((line) => line.includes(contrast))).toEqual([
    expect.stringMatching(/^ {4}only +read, /),
    expect.stringMatching(/^ {4}only read, /),
  ])
})

test('a run that ended early with findings says so above its causes', () => {
  const reason = 'every answer was 404'
  const early = render(spec, { ...SAMPLE, verdict: 'violates', reason, notReached: ['x.y'] }).at(-1)
  expect(early).toMatch(/The run ended early\n {2}every answer was 404\n\nCauses/)
  expect(render(spec, { ...SAMPLE, verdict: 'violates' }).at(-1)).not.toContain('ended early')
})

test('without verbose, a reason of skipped cases has one id, cut where it is long', () => {
  const skipped = ['a', 'b'].map((id) =>
    sampleResult({ id: id.repeat(150), status: 'skip', findings: [], reason: 'no reader is configured' }),
  )
  const report = { ...SAMPLE, results: skipped }
  expect(render(spec, report).at(-1)).toContain(`2 × no reader is configured: ${'a'.repeat(97)}... and 1 more`)
  expect(render(spec, report, { ...PLAIN, verbose: true }).at(-1)).toContain('bbb')
})
