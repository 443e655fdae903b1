import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { json } from '../../reporters/json.ts'
import { HOSTILE, render, SAMPLE, sampleFinding, sampleResult } from '../../reporters/sample-report.test-support.ts'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { conform, folder } from './conform.test-support.ts'

const PASSING: Report = {
  ...SAMPLE,
  verdict: 'conforms',
  results: SAMPLE.results.map(({ id }) => sampleResult({ id, status: 'pass' })),
  times: { create: { count: 40, medianMs: 2, p95Ms: 4, longestMs: 9 } },
}
const FAILING: Report = {
  ...SAMPLE,
  seed: 43,
  results: [
    ...SAMPLE.results.filter(({ id }) => id !== 'read.as-seen'),
    sampleResult({ id: 'new.case', status: 'fail', findings: [sampleFinding()] }),
  ],
  times: { create: { count: 40, medianMs: 30, p95Ms: 60, longestMs: 90 } },
}

function place(reports: Readonly<Record<string, Report>>) {
  const cwd = folder()
  for (const [name, report] of Object.entries(reports)) writeFileSync(join(cwd, name), render(json, report).join(''))
  return (...args: readonly string[]) => conform(['diff', ...args], { cwd })
}

test('a regression exits with 1, and everything else with 0', async () => {
  const diff = place({ 'a.json': PASSING, 'b.json': FAILING })
  const worse = await diff('a.json', 'b.json')
  expect(worse.status).toBe(1)
  expect(worse.stdout).toMatchInlineSnapshot(`
    "from  conforms, http://127.0.0.1:8080/api, sample 2026-01-01, 2026-01-02T03:04:05.678Z, seed 42
    to    violates, http://127.0.0.1:8080/api, sample 2026-01-01, 2026-01-02T03:04:05.678Z, seed 43
    note  the seeds differ: a drawn value may show a fault that was there before; --seed repeats the values of a run

    Regressions (3 causes)
      must second-create-conflicts: expected status 409; the answer is 200
        at status
        2 cases: create.twice[DATADOG], create.twice[SLACK]
        replay: conform run 'create.twice[DATADOG]' --seed 42
      must body-is-as-documented: expected \\x1b[31mred\\x1b[0m \\u202eabc\\u202c \\ud800 \\ufffe \\x00\\x9b ]]> <script>"&' #\\x23[add-mask]x\\n::error::pwned\\r\\n| **b** [a](http://x.test) @me \`c\` 100%
        at body#/results/0/\\x1b[31mred\\x1b[0m \\u202eabc\\u202c \\ud800 \\ufffe \\x00\\x9b ]]> <script>"&' #\\x23[add-mask]x\\n::error::pwned\\r\\n| **b** [a](http://x.test) @me \`c\` 100%
        1 case: create.hostile[a.b]
        replay: conform run 'create.hostile[a.b]' --seed 42
      must update-succeeds: expected status 409; the answer is 200
        at status
        1 case: update.once
        replay: conform run 'update.once' --seed 42

    New cases (1)
      1 × fail: new.case

    Gone cases (1)
      1 × pass: read.as-seen

    No longer judged (3)
      2 × inconclusive: no answer arrived within 1000 ms: list.walk[1], list.walk[2]
      1 × skip: SLACK exists in the group: delete.twice[SLACK]

    Slower (1 operation)
      create: median 30 ms (was 2 ms), 95th percentile 60 ms (was 4 ms)

    ✖ FAIL 3 regressions in 4 cases
    "
  `)
  const better = await diff('b.json', 'a.json')
  expect([better.status, better.stdout.split('\n').at(-2)]).toEqual([
    0,
    '✔ PASS no regression; 3 causes in 4 cases mended',
  ])
  expect((await diff('b.json', 'b.json')).stdout).toContain('✔ PASS no regression\n')
})

test('the Markdown is inert', async () => {
  const { status, stdout } = await place({ 'a.json': PASSING, 'b.json': FAILING })(
    'a.json',
    'b.json',
    '--format',
    'markdown',
  )
  expect(status).toBe(1)
  expect(stdout.split('\n').slice(0, 12).join('\n')).toMatchInlineSnapshot(`
    "## ❌ 3 regressions in 4 cases

    |  | target | contract | verdict | passed | failed | seed |
    | --- | --- | --- | --- | --- | --- | --- |
    | from | \`http://127.0.0.1:8080/api\` | \`sample 2026-01-01\` | conforms | 2 | 4 | 42 |
    | to | \`http://127.0.0.1:8080/api\` | \`sample 2026-01-01\` | violates | 2 | 4 | 43 |

    the seeds differ: a drawn value may show a fault that was there before; --seed repeats the values of a run

    ### Regressions (3)

    | requirement | finding | cases | replay |"
  `)
  expect(stdout).not.toContain('<script>')
  expect(stdout).not.toContain('@me')
})

test('the page has the regressions first, and text of a server is inert', async () => {
  const diff = place({ 'a.json': PASSING, 'b.json': FAILING })
  const { status, stdout } = await diff('a.json', 'b.json', '--format', 'html')
  expect(status).toBe(1)
  expect(stdout).toContain('<h1>3 regressions in 4 cases</h1>')
  expect([...stdout.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, heading]) => heading)).toEqual([
    'Regressions (3 causes)',
    'New cases (1)',
    'Gone cases (1)',
    'No longer judged (3)',
    'Slower',
  ])
  const [, regression = ''] = stdout.split('<article class="bad">')
  expect(regression).toContain('<h3>must <code>second-create-conflicts</code></h3>')
  expect(regression).toContain('<pre>conform run &#39;create.twice[DATADOG]&#39; --seed 42</pre>')
  expect(stdout).not.toMatch(/<(script|img|a)[ >]|[^\n\P{Cc}]/u)
  const back = await diff('b.json', 'a.json', '--format', 'html')
  expect(back.status).toBe(0)
  expect(back.stdout).toMatch(/<h1>No regression; \d causes in \d cases mended<\/h1>[^]*<article class="good">/)
})

test('the JSON keeps to its published schema, and escapes what controls a terminal', async () => {
  const { status, stdout } = await place({ 'a.json': PASSING, 'b.json': FAILING })(
    'a.json',
    'b.json',
    '--format',
    'json',
  )
  expect(status).toBe(1)
  expect(stdout).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u)
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } })
  const schema = JSON.parse(readFileSync(join(TOOL.root, 'specs', 'diff.schema.json'), 'utf8')) as object
  ajv.validate(schema, JSON.parse(stdout))
  expect(ajv.errors).toBe(null)
  expect(JSON.parse(stdout)).toMatchObject({ regressions: [{ cause: 'second-create-conflicts/accepted' }, {}, {}] })
})

test('unreadable input exits with 2', async () => {
  const diff = place({ 'a.json': PASSING, 'other.json': { ...PASSING, contract: { name: HOSTILE, version: '1' } } })
  expect(await diff('a.json', 'no.json')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'no.json cannot be read: there is no such file\n',
  })
  const other = await diff('a.json', 'other.json')
  expect([other.status, other.stderr]).toEqual([
    2,
    expect.stringMatching(/^expected two reports of one contract; .*\n$/),
  ])
  expect((await diff('a.json')).status).toBe(2)
  expect((await diff('a.json', 'a.json', '--format', 'pdf')).status).toBe(2)
})
