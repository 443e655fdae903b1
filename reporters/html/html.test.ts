import { expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { groupByCause } from '../../src/report/causes.ts'
import {
  HOSTILE,
  PLAIN,
  render,
  SAMPLE,
  sampleExchange,
  sampleFinding,
  sampleResult,
} from '../sample-report.test-support.ts'
import { htmlReport } from './html.ts'
import { shortPaths } from './paths.ts'
import { largeReport } from './large-report.test-support.ts'

function pageOf(report: Report = SAMPLE): string {
  return render(htmlReport, report).at(-1) ?? ''
}

/** The elements and attributes of the page without the style sheet, the script and the data. */
function markupOf(page: string): string {
  return page.replaceAll(/<(style|script)\b[^>]*>[^]*?<\/\1>/g, '')
}

test('all text of a target is inert', () => {
  const markup = markupOf(pageOf())
  expect(markup).toContain('&lt;script&gt;&quot;&amp;&#39;')
  // The sample holds such elements as text.
  expect(markup).not.toMatch(/<(script|img|iframe|object|embed|form action)/i)
  expect(markup).not.toMatch(/ on[a-z]+=| style=|javascript:/i)
})

test('the data of the page cannot end its element, and reads back', () => {
  const page = pageOf({
    ...SAMPLE,
    results: [sampleResult({ id: 'a.b[</script><!--]', title: HOSTILE, status: 'pass' })],
  })
  const data = /<script type="application\/json" id="index">([^]*?)<\/script>/.exec(page)?.[1] ?? ''
  expect(data).not.toContain('<')
  const { cases, titles } = JSON.parse(data) as { cases: unknown[][]; titles: string[] }
  expect(cases[0]?.[0]).toBe('a.b[</script><!--]')
  expect(titles[0]).toContain('<script>')
})

test('the security policy allows the own style and script by their hashes, and nothing else', () => {
  const page = pageOf()
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; script-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
  )
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
})

test('a command of the stranger names the variable of the stranger, and the page says how to set it', () => {
  const { request, ...rest } = sampleExchange('SLACK', '{}')
  const exchanges = [{ ...rest, request: { ...request, as: 'stranger' } }]
  const results = [sampleResult({ id: 'a.b', status: 'fail', findings: [sampleFinding()], exchanges })]
  const page = pageOf({ ...SAMPLE, results, causes: groupByCause(results) })
  expect(page).toContain('&quot;$CONFORM_STRANGER_AUTHORIZATION&quot;')
  expect(page).toContain('For the curl lines: export CONFORM_STRANGER_AUTHORIZATION=&#39;Bearer …&#39;')
})

test('a mask that is put over the whole text leaves a page', () => {
  const masked = pageOf().replaceAll('second-create-conflicts', '<secret>')
  const mended = htmlReport.mend?.(masked) ?? ''
  expect(markupOf(mended)).not.toContain('<secret>')
  const data = /id="index">([^]*?)<\/script>/.exec(mended)?.[1] ?? ''
  expect(JSON.parse(data)).toMatchObject({ requirements: expect.arrayContaining(['<secret>']) as string[] })
})

test('a cause says which requests it is about', () => {
  const only = { traits: ['read', '<b>with x</b>'], failed: 2, of: 2, others: 9 }
  const causes = SAMPLE.causes.map((cause) => ({ ...cause, only }))
  const page = htmlReport.create(PLAIN).event({ type: 'report', ...SAMPLE, causes })
  expect(page).toMatch(/Only read, &lt;b(?:>|&gt;)with x&lt;\/b(?:>|&gt;): all 2 requests fail, and none of 9 others/)
})

test('the head of a cause has the message of the case whose request stands there', () => {
  const message = 'a message of another case'
  const page = markupOf(pageOf({ ...SAMPLE, causes: SAMPLE.causes.map((cause) => ({ ...cause, message })) }))
  const heads = [...page.matchAll(/<h3>(<code>)?([^]*?)<\/h3>/g)].map(([, code, text]) => [code !== undefined, text])
  const withRequest = heads.filter(([hasRequest]) => hasRequest === true)
  expect(withRequest.length).toBeGreaterThan(0)
  for (const [, text] of withRequest) expect(text).not.toContain(message)
})

test('verdict, causes by weight and requirements stand before all else, without a script', () => {
  const page = markupOf(pageOf())
  const places = [
    '<h1>Violates</h1>',
    'id="cause-second-create-conflicts/accepted"',
    'id="cause-conflict-code/wrong-error-code"',
    'not verified: SLACK exists in the group',
    '>Not judged<',
    'id="cases"',
  ]
  const found = places.map((text) => page.indexOf(text))
  expect(found).not.toContain(-1)
  expect(found).toEqual(found.toSorted((a, b) => a - b))
})

test('a requirement has a status for each operation', () => {
  const [first, ...others] = SAMPLE.requirements
  const requirements = [
    { ...(first as (typeof SAMPLE.requirements)[0]), operations: { list: 'verified', create: 'violated' } as const },
    ...others,
  ]
  const row =
    /<tr class="violated" id="requirement-second-create-conflicts">([^]*?)<\/tr>/.exec(
      pageOf({ ...SAMPLE, requirements }),
    )?.[1] ?? ''
  expect(
    row
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ).toMatchInlineSnapshot(`"second-create-conflicts A second create is answered 409. ✓ verified ✗ violated"`)
})

test('a requirement leads to the cause that violates it, or else to its cases', () => {
  const requirements = SAMPLE.requirements.map((one) => ({ ...one, cases: ['create.twice[SLACK]'] }))
  const page = pageOf({ ...SAMPLE, requirements })
  expect(page).toContain('<a href="#cause-second-create-conflicts/accepted">second-create-conflicts</a>')
  expect(page).toContain('<a href="#cases?requirement=create-succeeds">create-succeeds</a>')
})

test('evidence stands once a cause, and other cases refer to it', () => {
  const page = pageOf(largeReport({ cases: 60, failures: 30, causes: 3 }))
  expect(page.match(/<h5>Request<\/h5>/g)).toHaveLength(3)
  expect(page.match(/The cause, shown by/g)?.length).toBeGreaterThan(20)
})

test('a cause is shown by the case with the fewest requests to follow, and by a history last', () => {
  const steps = [{ method: 'GET', url: 'http://a.test/things', status: 200 }]
  const exchanges = [sampleExchange('A', '{}'), sampleExchange('B', '{}')]
  const results = [
    sampleResult({
      id: 'history.any',
      status: 'fail',
      findings: [sampleFinding()],
      exchanges,
      counterexample: { finding: 0, name: 'random', shrinks: 2, value: [], steps },
    }),
    sampleResult({ id: 'two.requests', status: 'fail', findings: [sampleFinding({ exchange: 1 })], exchanges }),
    sampleResult({ id: 'one.request', status: 'fail', findings: [sampleFinding()], exchanges }),
  ]
  const page = pageOf({ ...SAMPLE, results, causes: groupByCause(results) })
  expect(/Shown by <a class="id" href="#case-([^"]*)"/.exec(page)?.[1]).toBe('one.request')
})

test('steps leave out the folder that all their paths share', () => {
  const { short } = shortPaths(['http://a.test/api/v2/groups/1/things?a=/', 'http://a.test/api/v2/groups/1/things/A'])
  expect(short('http://a.test/api/v2/groups/1/things/A')).toBe('…/things/A')
  expect(shortPaths(['http://a.test/a/b', 'http://a.test/c']).short('http://a.test/a/b')).toBe('/a/b')
})

test('a history has numbered steps, and a moment has its requests with their times', () => {
  const steps = [
    { method: 'POST', url: 'http://a.test/things/A', body: '{"a":1}', status: 200 },
    { method: 'GET', url: 'http://a.test/things', status: 200 },
  ]
  const counterexample = { finding: 0, name: 'random', shrinks: 2, value: [], steps, case: 'id: pasted' }
  const timeline = [
    { exchange: 0, startMs: 0, endMs: 14 },
    { exchange: 1, startMs: 1 },
  ]
  const exchanges = [sampleExchange('A', '{}'), sampleExchange('B', '{}')]
  const results = [
    sampleResult({ id: 'history.any', status: 'fail', findings: [sampleFinding()], exchanges, counterexample }),
    sampleResult({
      id: 'moment.any',
      status: 'fail',
      findings: [sampleFinding({ requirement: 'moment', timeline })],
      exchanges,
    }),
  ]
  const page = pageOf({ ...SAMPLE, results, causes: groupByCause(results) })
  expect(page).toMatch(
    /<ol class="steps">\s*<li><code><b>POST<\/b> \/things\/A<\/code>\s+<span class="status">200<\/span><code class="body">\{&quot;a&quot;:1\}/,
  )
  expect(page).toContain('shrunk 2 times')
  expect(page).toContain('id: pasted')
  expect(page).toContain('0 to 14')
  expect(page).toContain('1 to the end')
})

test('the closed head of a cause has both values, and the requests of a case have their bodies', () => {
  const { request, ...rest } = sampleExchange('A', '{}')
  const exchanges = [sampleExchange('A', '{}'), { ...rest, request: { ...request, as: 'reader', body: '{"b":"<i>"}' } }]
  const finding = sampleFinding({
    message: 'expected the value that was sent',
    expected: '<b>',
    actual: 'c',
    exchange: 1,
  })
  const results = [sampleResult({ id: 'x.y', status: 'fail', findings: [finding], exchanges })]
  const page = pageOf({ ...SAMPLE, results, causes: groupByCause(results) })
  const [, closed = ''] = /<details class="cause must"[^>]*>([^]*?)<\/summary>/.exec(page) ?? []
  expect(closed).toContain('expected the value that was sent; expected &quot;&lt;b&gt;&quot;, got &quot;c&quot;')
  expect(page).toMatch(
    /as the reader\s+<span class="status">200<\/span><code class="body">\{&quot;b&quot;:&quot;&lt;i&gt;/,
  )
})

test('a page of 5,000 cases and 900 failures is below 5 MB', () => {
  const pieces = htmlReport.create(PLAIN).pieces?.(largeReport({ cases: 5_000, failures: 900, causes: 120 })) ?? []
  let bytes = 0
  for (const piece of pieces) bytes += Buffer.byteLength(piece)
  expect(bytes).toBeGreaterThan(1_000_000)
  expect(bytes).toBeLessThan(5_000_000)
})

test('a cause card is headed by what happened, with the rule below, and the page says where to start', () => {
  const page = markupOf(pageOf()).replaceAll(/\s+/g, ' ')
  const card = page.slice(page.indexOf('id="cause-second-create-conflicts/accepted"'))
  expect(card).toMatch(
    /^[^]*?<h3><code>POST …\/things\/DATADOG<\/code>: expected status 409; the answer is 200<\/h3>[^]*?<span class="sentence">Rule: A second create is answered 409\.</,
  )
  expect(page).toMatch(
    /<b>Start here:<\/b> <a href="#cause-second-create-conflicts\/accepted"><code>POST …\/things\/DATADOG<\/code>: expected status 409;/,
  )
  expect(page.indexOf('Start here')).toBeLessThan(page.indexOf('<details class="cause'))
})

test('an observation does not look like a failure', () => {
  const page = markupOf(pageOf())
  const observed = page.slice(page.indexOf('observation, never judged'), page.indexOf('id="requirements"'))
  expect(observed).toContain('<h5>Looked for</h5>')
  expect(observed).not.toMatch(/class="(expected|actual)"/)
})

test('an inconclusive reason names the case whose request it shows', () => {
  const { response: _, ...unanswered } = sampleExchange('SLACK', '')
  const results = ['x.a', 'x.b'].map((id, index) =>
    sampleResult({ id, status: 'inconclusive', reason: 'none', exchanges: index === 0 ? [] : [unanswered] }),
  )
  expect(pageOf({ ...SAMPLE, results })).toContain('<h4>Shown by <a class="id" href="#case-x.b">x.b</a></h4>')
})

test('requirements with the same reason have it once, beside all of their rows', () => {
  const page = pageOf()
  expect(page.match(/not verified: a later version checks it/g)).toHaveLength(1)
  expect(page).toMatch(/rowspan="2">[^]{0,80}not verified: a later version checks it/)
  const rows = page.slice(page.indexOf('id="requirement-groups-are-apart"'))
  expect(rows.indexOf('id="requirement-deletes-are-final"')).toBeLessThan(rows.indexOf('<td', rows.indexOf('</tr>')))
})

test('an answer that is no JSON tells where it stops being JSON', () => {
  const exchange = sampleExchange('DATADOG', '{"a":1,}')
  const from = 'character 8, where a name in double quotes is expected: {"a":1, >>> }: <b>'
  const results = [
    sampleResult({
      id: 'a.b',
      status: 'fail',
      findings: [sampleFinding()],
      exchanges: [{ ...exchange, response: { ...exchange.response, notJsonFrom: from } as never }],
    }),
  ]
  const page = pageOf({ ...SAMPLE, results, causes: groupByCause(results) })
  expect(page).toContain('<b>Not JSON from character 8, where a name in double quotes is expected</b>')
  expect(page).toContain('<pre class="wrong">{&quot;a&quot;:1, &gt;&gt;&gt; }: &lt;b&gt;</pre>')
})
