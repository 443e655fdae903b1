import { expect, test } from 'vitest'
import { github } from './github.ts'
import { renderJobSummary } from './text/job-summary.ts'
import { render, SAMPLE, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const lines = (
  ...given: Parameters<typeof render> extends [unknown, ...infer Rest] ? Rest : never
): readonly string[] =>
  render(github, ...given)
    .join('')
    .split('\n')
    .slice(0, -1)

test('each cause has an annotation on the line of its expectation', () => {
  expect(lines().join('\n')).toMatchInlineSnapshot(`
    "::error file=suites/sample/create.yaml,line=20,col=5,title=must second-create-conflicts::POST /api/things/DATADOG: expected status 409; the answer is 200 (status)%0A2 cases, create.twice[DATADOG] first%0Aconform run 'create.twice[DATADOG]' --seed 42
    ::error file=suites/sample/invariants.yaml,line=3,col=5,title=must body-is-as-documented::POST /api/things/DATADOG: expected \\x1b[31mred\\x1b[0m \\u202eabc\\u202c \\ud800 \\ufffe \\x00\\x9b ]]> <script>"&' #\\x23[add-mask]x\\n::error::pwned\\r\\n| **b** [a](http://x.test) @me \`c\` 100%25; expected \\x1b[31mred\\x1b[0m \\u202eabc\\u202c \\ud800 \\ufffe \\x00\\x9b ]]> <script>"&' #\\x23[add-mask]x\\n::error::pwned\\r\\n| **b**..., got {"\\u001b[31mred\\u001b[0m \\u202eabc\\u202c \\ud800 \\ufffe \\u0000\\x9b ]]> <script>\\"&' #\\x23[add-mask]x\\n::error::pwned\\r... (body#/results/0/\\x1b[31mred\\x1b[0m \\u202eabc\\u202c \\ud800 \\ufffe \\x00\\x9b ]]> <script>"&' #\\x23[add-mask]x\\n::error::pwned\\r\\n| **b** [a](http://x.test) @me \`c\` 100%25)%0Acreate.hostile[a.b]%0Aconform run 'create.hostile[a.b]' --seed 42
    ::error file=suites/sample/create.yaml,line=20,col=5,title=must update-succeeds::POST /api/things/DATADOG: expected status 409; the answer is 200 (status)%0Aupdate.once%0Aconform run 'update.once' --seed 42  # may pass alone: it depends on earlier requests
    ::warning file=suites/sample/create.yaml,line=20,col=5,title=should conflict-code::POST /api/things/DATADOG: expected the error code ALREADY_THERE; got nothing (body#/errorCode)%0Acreate.twice[DATADOG]%0Aconform run 'create.twice[DATADOG]' --seed 42
    ::warning file=suites/sample/create.yaml,line=20,col=5,title=should mask-is-kept::POST /api/things/SLACK: expected the error code ALREADY_THERE; got nothing (body#/errorCode)%0Aread.masked[SLACK]%0Aconform run 'read.masked[SLACK]' --seed 42"
  `)
})

test('delimiters in a property and in a message are escaped', () => {
  const finding = sampleFinding({
    requirement: 'a,b:c%',
    message: '100%\n::error::x',
    location: { file: 'a,b:c.yaml', line: 1, column: 2 },
  })
  const report = { ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings: [finding] })] }
  expect(lines(report)).toEqual([
    '::error file=a%2Cb%3Ac.yaml,line=1,col=2,title=must a%2Cb%3Ac%25::100%25\\n::error::x; expected "409", got 200 (status)%0Ax.y%0Aconform run \'x.y\' --seed 42',
  ])
})

test('a report has at most ten errors and ten warnings', () => {
  const findings = (['must', 'should', 'observe'] as const).flatMap((level, series) =>
    Array.from({ length: 12 }, (_, index) =>
      sampleFinding({ level, requirement: `${level}-${index}`, exchange: 12 * series + index }),
    ),
  )
  const report = { ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings })] }
  const kinds = (level: 'must' | 'should'): readonly string[] =>
    lines({ ...report, level }).map((line) => line.split(' ')[0] ?? '')
  expect(kinds('must')).toEqual([...Array<string>(10).fill('::error'), ...Array<string>(10).fill('::warning')])
  expect(kinds('should'), 'a finding at the gating level is an error').toEqual(Array<string>(10).fill('::error'))
})

test('an inconclusive verdict is an error with its reason', () => {
  const report = { ...SAMPLE, verdict: 'inconclusive' as const, reason: 'the target\ndid not answer', results: [] }
  expect(lines(report)).toEqual(['::error title=inconclusive::the target\\ndid not answer'])
})

test('GITHUB_ACTIONS switches the annotations on, and GITHUB_STEP_SUMMARY names the file of the job summary', () => {
  expect(github.switchesOn?.({ GITHUB_ACTIONS: 'true' })).toBe(true)
  expect(github.switchesOn?.({ GITHUB_ACTIONS: 'false' })).toBe(false)
  expect(github.finalFile?.({ GITHUB_STEP_SUMMARY: '' })).toBe(undefined)
  const file = github.finalFile?.({ GITHUB_STEP_SUMMARY: '/w/summary.md' })
  expect(file?.path).toBe('/w/summary.md')
  expect(file?.render(SAMPLE)).toBe(renderJobSummary(SAMPLE))
})

const fileIn = (environment: Readonly<Record<string, string>>): string =>
  /file=([^,]*)/.exec(lines(SAMPLE, { environment })[0] ?? '')?.[1] ?? ''

test('paths are relative to the root of the repository', () => {
  expect(fileIn({ GITHUB_WORKSPACE: '/w/repo', PWD: '/w/repo/packages/api' })).toBe(
    'packages/api/suites/sample/create.yaml',
  )
  expect(fileIn({ GITHUB_WORKSPACE: '/w/repo', PWD: '/w/repo' })).toBe('suites/sample/create.yaml')
  expect(fileIn({})).toBe('suites/sample/create.yaml')
})

const inPackage = (file: string): string => `/package/${file}`

test('a cause in a file outside of the repository, or of the working directory, has no place', () => {
  for (const environment of [
    { GITHUB_WORKSPACE: '/w/repo', PWD: '/elsewhere' },
    { GITHUB_WORKSPACE: '/w/repo', PWD: '/' },
  ])
    for (const line of lines(SAMPLE, { environment })) expect(line).toMatch(/^::(error|warning) title=(must|should) /)
  for (const line of lines(SAMPLE, { environment: { PWD: '/work' }, locate: inPackage }))
    expect(line).not.toContain('file=')
})

test('of more than ten the last line counts the others, and says where they are', () => {
  const findings = Array.from({ length: 12 }, (_, index) =>
    sampleFinding({ requirement: `r-${index}`, exchange: index }),
  )
  const report = { ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings })] }
  expect(lines(report).at(-1)).toBe('::error title=violates::3 more; the log lists them')
  const environment = { GITHUB_STEP_SUMMARY: '/w/summary.md' }
  expect(lines(report, { environment }).at(-1)).toBe('::error title=violates::3 more; the job summary lists them')
})

test('a suite of an installed package has no place', () => {
  const location = { file: 'node_modules/some-package/suites/create.yaml', line: 1, column: 1 }
  const mixed = [sampleFinding({ location }), sampleFinding({ requirement: 'own' })]
  const report = { ...SAMPLE, results: [sampleResult({ id: 'x.y', status: 'fail', findings: mixed })] }
  const environment = { GITHUB_WORKSPACE: '/w/repo', PWD: '/w/repo' }
  expect(lines(report, { environment }).map((line) => line.split('::')[1])).toEqual([
    'error title=must second-create-conflicts',
    'error file=suites/sample/create.yaml,line=20,col=5,title=must own',
  ])
})
