import { expect, test } from 'vitest'
import { groupByCause } from '../src/report/causes.ts'
import { junit } from './junit.ts'
import { breaches, caseOf, cases, children, parse, write } from './junit.test-support.ts'
import { LARGE } from './large-report.test-support.ts'
import { parseStrictXml, type XmlElement } from './parse-strict-xml.test-support.ts'
import {
  PLAIN,
  HOSTILE,
  render,
  SAMPLE,
  sampleExchange,
  sampleFinding,
  sampleResult,
} from './sample-report.test-support.ts'

test('the only output is the report, and Jenkins accepts the report', () => {
  expect(render(junit).slice(0, -1).join('')).toBe('')
  expect(breaches(parse())).toEqual([])
  expect(breaches(parse(SAMPLE, true))).toEqual([])
})

test('each result is a testcase, in the testsuite of its suite', () => {
  const root = parse()
  expect(children(root, 'testsuite').map(({ attributes }) => attributes['name'])).toEqual([
    'create',
    'read',
    'list',
    'delete',
    'update',
  ])
  const names = cases(root).map(({ attributes }) => [attributes['classname'], attributes['name']])
  expect(names).toHaveLength(SAMPLE.results.length)
  expect(names).toContainEqual(['create', 'twice[SLACK]: the title of create.twice'])
})

test('the class name is the id without its last segment; brackets do not split', () => {
  const ids = ['a.b.c[x.y[z].w]', 'a.b.c', 'alone']
  const results = ids.map((id) => sampleResult({ id, status: 'pass' }))
  const root = parse({ ...SAMPLE, verdict: 'conforms', results })
  expect(cases(root).map(({ attributes }) => [attributes['classname'], attributes['name']])).toEqual([
    ['a.b', 'c[x.y[z].w]: the title of a.b.c'],
    ['a.b', 'c: the title of a.b.c'],
    ['alone', 'alone: the title of alone'],
  ])
})

const count = (parent: XmlElement, name: string): number =>
  children(parent, 'testcase').filter((one) => children(one, name).length === 1).length

test('counts equal the numbers of elements', () => {
  const root = parse()
  for (const suite of children(root, 'testsuite')) {
    expect(suite.attributes).toMatchObject({
      tests: String(children(suite, 'testcase').length),
      failures: String(count(suite, 'failure')),
      errors: String(count(suite, 'error')),
      skipped: String(count(suite, 'skipped')),
    })
  }
  expect(root.attributes).toEqual({ name: 'sample', time: '61.234', tests: '10', failures: '4', errors: '2' })
})

const outcome = (id: string): readonly string[] => caseOf(id).children.map(({ name }) => name)

test('each status has its documented element', () => {
  expect(outcome('create.returns-the-list[DATADOG]')).toEqual([])
  expect(outcome('create.twice[DATADOG]')).toEqual(['failure', 'system-out'])
  expect(outcome('read.masked[SLACK]')).toEqual(['system-out'])
  expect(outcome('list.walk[1]')).toEqual(['error'])
  expect(outcome('delete.twice[SLACK]')).toEqual(['skipped'])
  expect(outcome('read.as-seen')).toEqual([])
  expect(caseOf('read.as-seen', parse(SAMPLE, true)).children.map(({ name }) => name)).toEqual(['system-out'])
})

test('a failure has its requirement as type and all details as text', () => {
  const [failure] = caseOf('create.twice[DATADOG]').children
  expect(failure?.attributes).toEqual({
    type: 'second-create-conflicts',
    message: 'POST /api/things/DATADOG: expected status 409; the answer is 200',
  })
  expect(failure?.text).toMatchInlineSnapshot(`
    "
    the title of create.twice
    For the curl lines: export CONFORM_AUTHORIZATION='Bearer …'
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
    case    suites/sample/create.yaml:14:5
    replay  conform run 'create.twice[DATADOG]' --seed 42
    "
  `)
  const [error] = caseOf('list.walk[1]').children
  expect(error?.attributes).toEqual({ type: 'inconclusive', message: 'no answer arrived within 1000 ms' })
  expect(caseOf('delete.twice[SLACK]').children[0]?.attributes).toEqual({
    message: 'SLACK exists in the group',
  })
})

test('a failure tells the traits of the requests that fail', () => {
  const only = { traits: ['read', 'with pretty=true'], failed: 4, of: 5, others: 9 }
  const results = [sampleResult({ id: 'x.y', status: 'fail', findings: [sampleFinding()] })]
  const causes = groupByCause(results).map((cause) => ({ ...cause, only }))
  const pieces = junit.create(PLAIN).pieces?.({ ...SAMPLE, results, causes }) ?? []
  expect([...pieces].join('')).toMatch(
    /\n {2}only +read, with pretty=true: 4 of 5 requests fail, and none of 9 others\n/,
  )
})

test('a result with several causes has a single failure', () => {
  const findings = [sampleFinding(), sampleFinding(), sampleFinding({ requirement: 'other' })]
  const root = parse({ ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings })] })
  const [failure, ...rest] = caseOf('x.y', root).children
  expect(rest).toEqual([])
  expect(failure?.attributes['message']).toBe('expected status 409; the answer is 200 (and 1 other cause)')
  expect(failure?.text).toContain('must other: ')
  expect(failure?.text).toContain('(and 1 more finding with this cause in this case)')
})

test('a flaky failure is marked', () => {
  expect(caseOf('update.once').children[0]?.text).toContain('flaky: the case passed on the retry')
})

test('each suite has the properties that repeat the run', () => {
  const [suite] = children(parse(), 'testsuite')
  const [properties] = children(suite ?? parse(), 'properties')
  const given = properties?.children.map(({ attributes }) => [attributes['name'], attributes['value']])
  expect(Object.fromEntries(given ?? [])).toEqual({
    seed: '42',
    target: 'http://127.0.0.1:8080/api',
    contract: 'sample 2026-01-01',
    verdict: 'violates',
    level: 'must',
    tool: 'integrations-conformance 0.1.0',
    'requirement.body-is-as-documented': 'violated',
    'requirement.conflict-code': 'violated',
    'requirement.second-create-conflicts': 'violated',
  })
})

test('a long title is cut in the name of its testcase, and whole in the text', () => {
  const title = `a title of ${'very '.repeat(20)}many words`
  const root = parse({
    ...SAMPLE,
    results: [sampleResult({ id: 'x.y', title, status: 'fail', findings: [sampleFinding()] })],
  })
  const [testcase] = cases(root)
  expect(testcase?.attributes['name']).toBe(`y: ${title.slice(0, 61)}...`)
  expect(testcase?.children[0]?.text).toContain(title)
})

test('a file of 5,000 cases and 900 failures stays under 1 MB, with evidence of each cause', () => {
  const text = write(LARGE)
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000)
  const root = parse(LARGE)
  expect(breaches(root)).toEqual([])
  const failures = cases(root).flatMap((testcase) => children(testcase, 'failure'))
  expect(failures).toHaveLength(900)
  const messages = failures.map(({ attributes }) => attributes['message'] ?? '')
  // A result whose request is not kept tells the finding alone.
  const kept = LARGE.results.filter(
    ({ findings: [first], exchanges }) => exchanges[first?.exchange ?? -1] !== undefined,
  )
  const told = [/^POST \S+: expected status 409/, /^expected status 409/]
  expect(told.map((start) => messages.filter((one) => start.test(one)).length)).toEqual([
    kept.length,
    900 - kept.length,
  ])
  const evident = failures.filter(({ text: detail }) => detail.includes('request   POST '))
  expect(new Set(evident.map(({ attributes }) => attributes['type'])).size).toBe(20)
})

test('a failure of a known cause names the case with the evidence, where there is no room for its own', () => {
  const failures = cases(parse(LARGE)).flatMap((testcase) => children(testcase, 'failure'))
  expect(failures.some(({ text }) => text.includes('as in   suite-0.case-0['))).toBe(true)
})

test('a file with every character is well-formed, and the text survives', () => {
  const every = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).join(' ')
  const finding = sampleFinding({ message: `${every} \u{1ffff} \u{e0001} ]]> &amp; <![CDATA[ ${HOSTILE}`, at: every })
  const result = sampleResult({
    id: `x.y[${every}]`,
    title: every,
    status: 'fail',
    findings: [finding],
    exchanges: [sampleExchange(every, every)],
  })
  const root = parse({ ...SAMPLE, target: every, results: [result] })
  expect(breaches(root)).toEqual([])
  const [failure] = cases(root)[0]?.children ?? []
  expect(failure?.attributes['message']).toContain('! " # $ % & \' (')
  expect(failure?.attributes['message']).toContain('\t \n \\x0b')
  expect(failure?.attributes['message']).toContain(']]> &amp; <![CDATA[ \\x1b[31mred\\x1b[0m')
  expect(failure?.attributes['message']).toContain('\\ud800')
})

test('times are seconds in decimal notation', () => {
  const results = [0, 0.0001, 1234.5678, 1e9].map((durationMs, index) =>
    sampleResult({ id: `x.y${index}`, status: 'pass', durationMs }),
  )
  const times = cases(parse({ ...SAMPLE, verdict: 'conforms', results })).map(({ attributes }) => attributes['time'])
  expect(times).toEqual(['0.000', '0.000', '1.235', '1000000.000'])
})

test('a run without results has a testsuite with the reason', () => {
  const root = parse({ ...SAMPLE, verdict: 'inconclusive', reason: 'the target\n::error::refused', results: [] })
  expect(breaches(root)).toEqual([])
  const [suite] = children(root, 'testsuite')
  expect(suite?.attributes).toMatchObject({ name: 'run', tests: '1' })
  expect(children(suite ?? root, 'system-err')[0]?.text).toBe('inconclusive: the target\\n::error::refused')
})

test('a verdict other than conforms that no testcase shows has a testcase with an error', () => {
  const skipped = [sampleResult({ id: 'x.y', status: 'skip', reason: 'not configured' })]
  const given = { verdict: 'inconclusive', reason: 'the target\n did not answer', results: skipped } as const
  const root = parse({ ...SAMPLE, ...given })
  expect(breaches(root)).toEqual([])
  expect(root.attributes).toMatchObject({ tests: '2', failures: '0', errors: '1' })
  expect(caseOf('run.verdict', root).children).toMatchObject([
    { name: 'error', attributes: { type: 'inconclusive', message: 'inconclusive: the target\\n did not answer' } },
  ])
  for (const report of [SAMPLE, { ...SAMPLE, ...given, verdict: 'conforms' as const }])
    expect(write(report)).not.toContain('classname="run"')
})

test('a masked file is well-formed', () => {
  const masked = write().replaceAll('twice', '<secret>')
  expect(() => parseStrictXml(masked)).toThrow()
  expect(breaches(parseStrictXml(junit.mend?.(masked) ?? ''))).toEqual([])
})

test('cases that were not reached are skipped testcases with the reason of the early end', () => {
  const notReached = ['list.last', 'zeta.one[A]']
  const early = { ...SAMPLE, reason: 'stopped by --bail after 1 failed case', notReached }
  const root = parse(early)
  expect(breaches(root)).toEqual([])
  expect(caseOf('list.last', root).children).toMatchObject([
    { name: 'skipped', attributes: { message: 'not reached: stopped by --bail after 1 failed case' } },
  ])
  expect(cases(root)).toHaveLength(SAMPLE.results.length + 2)
  expect(root.attributes['tests']).toBe(String(SAMPLE.results.length + 2))
  expect(children(root, 'testsuite').at(-1)?.attributes).toMatchObject({ name: 'zeta', tests: '1', skipped: '1' })
  const interrupted = parse({ ...SAMPLE, interrupted: true, results: [], notReached })
  expect(caseOf('zeta.one[A]', interrupted).children[0]?.attributes['message']).toBe(
    'not reached: the run was interrupted',
  )
  expect(children(interrupted, 'testsuite')[0]?.children.some(({ name }) => name === 'system-err')).toBe(true)
})

test('the reason of an early end is told whole in each of many cases that were not reached', () => {
  const reason = `the target stopped answering at GET /api/things: ${'the connection was refused; '.repeat(4)}start it`
  const notReached = Array.from({ length: 2_000 }, (_, index) => `list.case[${index}]`)
  const root = parse({ ...SAMPLE, verdict: 'inconclusive', reason, results: [], notReached })
  const last = caseOf('list.case[1999]', root)
  expect(last.children[0]?.attributes['message']).toBe(`not reached: ${reason}`)
})

test('a report is rendered in pieces, a testcase each', () => {
  const pieces = [...(junit.create(PLAIN).pieces?.(SAMPLE) ?? [])]
  expect(pieces.filter((piece) => piece.includes('<testcase '))).toHaveLength(SAMPLE.results.length)
  for (const piece of pieces) expect(piece.split('<testcase ').length).toBeLessThanOrEqual(2)
})
