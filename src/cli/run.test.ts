import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { closedPort, served } from '../http/served.test-support.ts'
import { COMMAND, conform, ended, folder, started } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const ONE = 'create.minimal[SLACK]'

function checkReport(file: string): Report {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  const plugin = addFormats as unknown as (ajv: Ajv2020) => void
  plugin(ajv)
  ajv.validate(JSON.parse(readFileSync(join(TOOL.root, 'specs', 'report.schema.json'), 'utf8')) as object, report)
  expect(ajv.errors).toBe(null)
  return report
}

test('a run against the embedded server conforms and writes its reports', async () => {
  const cwd = folder()
  const { status, stdout, stderr } = await conform(
    [
      'run',
      ONE,
      '--seed',
      '7',
      '--reporter',
      'spec',
      '--reporter',
      'json=report.json',
      '--reporter',
      'junit=report.xml',
    ],
    { cwd },
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^1 case at the embedded reference server http:\/\/127\.0\.0\.1:\d+ \(4 lanes, seed 7\)/)
  expect(stdout).toContain(
    '✔ SELECTION CONFORMS  integrations 1.0.0 at the embedded reference server http://127.0.0.1:',
  )
  expect(checkReport(join(cwd, 'report.json'))).toMatchObject({
    verdict: 'conforms',
    embedded: true,
    seed: 7,
    totals: { pass: 1 },
    results: [{ id: ONE }],
  })
  expect(readFileSync(join(cwd, 'report.xml'), 'utf8')).toContain('<testsuite')
  expect(readdirSync(cwd).toSorted()).toEqual(['report.json', 'report.xml'])
})

/** The ledgers and the records of last runs in the folder of the package. */
function leftFiles(): readonly string[] {
  return readdirSync(TOOL.root).filter((name) => /^conform\.(last|ledger)\./.test(name))
}

test('a run of a test leaves no file in the folder of the package', async () => {
  const before = leftFiles()
  const server = await createReference({ groups: [GROUP] }).listen()
  onTestFinished(() => server.close())
  expect(await conform(['run', ONE, '--target', server.url, '--group-id', GROUP])).toMatchObject({ status: 0 })
  expect(leftFiles()).toEqual(before)
})

test('a report without a file is the only text on standard output', async () => {
  const { status, stdout } = await conform(['run', ONE, '--reporter', 'json'])
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'conforms' })
})

test('a violation exits with 1, and the report names the requirement', async () => {
  const cwd = folder()
  const server = await createReference({ overrides: { maskKey: (_, secret) => secret } }).listen()
  onTestFinished(() => server.close())
  const target = ['--target', server.url, '--group-id', GROUP]
  const { status, stdout } = await conform(
    ['run', ONE, ...target, '--reporter', 'json=report.json', '--reporter', 'spec'],
    { cwd },
  )
  expect(status).toBe(1)
  expect(stdout).toContain('key-is-masked')
  const report = checkReport(join(cwd, 'report.json'))
  expect(report).toMatchObject({ verdict: 'violates', target: server.url })
  expect(report).not.toHaveProperty('embedded')
  expect(report.results[0]?.exchanges.length).toBeGreaterThan(0)
})

test('an unreachable target exits with 3, and the report is written', async () => {
  const cwd = folder()
  const target = ['--target', await closedPort(), '--group-id', GROUP]
  const { status, stdout } = await conform(['run', ...target, '--reporter', 'json=report.json', '--reporter', 'spec'], {
    cwd,
  })
  expect(status).toBe(3)
  expect(stdout).toContain('no server listens on the port')
  expect(checkReport(join(cwd, 'report.json'))).toMatchObject({ verdict: 'inconclusive', results: [] })
})

test('an unwritable report file is an error before the first request', async () => {
  const cwd = folder()
  let requests = 0
  const url = await served((_, response) => {
    requests += 1
    response.end()
  })
  mkdirSync(join(cwd, 'taken.xml'))
  const target = ['--target', url, '--group-id', GROUP]
  const { status, stderr } = await conform(
    ['run', ...target, '--reporter', 'json=a.json', '--reporter', 'junit=taken.xml'],
    { cwd },
  )
  expect(status).toBe(2)
  expect(stderr).toBe('the report taken.xml cannot be written: the path is a folder; name a file\n')
  expect([requests, readdirSync(cwd)]).toEqual([0, ['taken.xml']])
})

test.skipIf(process.getuid?.() === 0)('an unwritable folder is an error before the first request', async () => {
  const cwd = folder()
  chmodSync(cwd, 0o555)
  expect(await conform(['run', ONE, '--reporter', `json=${join(cwd, 'a.json')}`])).toMatchObject({ status: 2 })
})

test('an earlier report is replaced at the end of the run', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'report.json'), 'earlier report')
  const late = await conform(['run', 'no.such.case', '--reporter', 'json=report.json'], { cwd })
  expect([late.status, readFileSync(join(cwd, 'report.json'), 'utf8')]).toEqual([2, 'earlier report'])
  await conform(['run', ONE, '--reporter', 'json=report.json'], { cwd })
  expect(checkReport(join(cwd, 'report.json')).verdict).toBe('conforms')
})

test('a dry run prints the plan and sends no request', async () => {
  let requests = 0
  const url = await served((_, response) => {
    requests += 1
    response.end()
  })
  const { status, stdout } = await conform([
    'run',
    'create.minimal',
    '--target',
    url,
    '--group-id',
    GROUP,
    '--seed',
    '7',
    '--dry-run',
  ])
  expect([status, requests]).toEqual([0, 0])
  expect(stdout.replace(url, 'URL')).toMatchInlineSnapshot(`
    "contract   integrations 1.0.0
    target     URL/
    principals none: no credentials are sent
    seed       7
    groups     64b1f0c2a9d3e45f67890abc
    cases      9: 0 only read, 9 write
               skipped where already configured: PAGER_DUTY 1, SLACK 1, DATADOG 1, NEW_RELIC 1, OPS_GENIE 1, VICTOR_OPS 1, WEBHOOK 1, PROMETHEUS 1, MICROSOFT_TEAMS 1
    operations create 9
    writes     PAGER_DUTY, SLACK, DATADOG, NEW_RELIC, OPS_GENIE, VICTOR_OPS, WEBHOOK, PROMETHEUS, MICROSOFT_TEAMS; types that are already configured stay unchanged
    requests   about 27, at most 27
    time       about 0 s if an answer takes 1 ms, about 3 s if it takes 100 ms
    "
  `)
})

test('an excluded case is not selected', async () => {
  const { stdout } = await conform(['list', 'create.minimal', '--rows', '--exclude', 'create.minimal[SLACK]'])
  expect(stdout).not.toContain('create.minimal[SLACK]')
  expect(stdout).toContain('create.minimal[DATADOG]')
})

test('an interrupted run cleans up, writes its report and exits with 3', async () => {
  const cwd = folder()
  const reference = createReference()
  let posts = 0
  let interrupted = false
  const child = started(
    [
      'run',
      '--target',
      await served((request, response) => {
        if (request.method === 'POST') posts += 1
        if (posts === 2 && !interrupted) interrupted = child.kill('SIGINT')
        void reference.handle(request, response)
      }),
      '--group-id',
      GROUP,
      '--reporter',
      'json=report.json',
    ],
    { cwd },
  )
  const { status, stderr } = await ended(child)
  expect(status).toBe(3)
  expect(stderr).toContain('interrupted: the run cleans up and writes its reports')
  expect(checkReport(join(cwd, 'report.json'))).toMatchObject({ interrupted: true })
  const answer = await reference.answer({
    method: 'GET',
    target: `/api/atlas/v2/groups/${GROUP}/integrations`,
    origin: 'http://x',
    headers: { accept: 'application/vnd.atlas.2023-01-01+json' },
    body: new Uint8Array(),
    bodyTooLarge: false,
  })
  expect(answer.body).toContain('"results":[]')
})

test('an interruption tells how many members are removed, and what a second interruption leaves', async () => {
  const reference = createReference()
  const url = await served((request, response) => {
    if (request.method !== 'PUT') return void reference.handle(request, response)
    child.stderr?.once('data', () => setTimeout(() => void reference.handle(request, response), 300))
    child.kill('SIGINT')
  })
  const child = started(['run', 'update.full[SLACK]', '--target', url, '--group-id', GROUP], { cwd: folder() })
  const { status, stderr } = await ended(child)
  expect([status, stderr]).toEqual([
    3,
    `
interrupted: the run cleans up and writes its reports; interrupt again to end at once
removing 1 member; Ctrl-C again leaves it, \`node ${COMMAND} cleanup --target ${url}\` removes it later
`,
  ])
})

test('the default configuration is read, and a mistake has its place', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), `target: ${await closedPort()}\ngroupId: ${GROUP}\ntimout: 1s\n`)
  const wrong = await conform(['run', ONE], { cwd })
  expect(wrong).toMatchObject({
    status: 2,
    stderr: 'conform.config.yaml:3:1  unknown key "timout"; did you mean "timeout"?\n',
  })
  writeFileSync(join(cwd, 'conform.config.yaml'), `target: ${await closedPort()}\ngroupId: ${GROUP}\n`)
  expect(await conform(['run', ONE], { cwd })).toMatchObject({ status: 3 })
})

test('on GitHub Actions a run writes annotations and a job summary', async () => {
  const cwd = folder()
  const server = await createReference({ overrides: { maskKey: (_, secret) => secret } }).listen()
  onTestFinished(() => server.close())
  const summary = join(cwd, 'summary.md')
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
  const { status, stderr } = await conform(['run', ONE, '--target', server.url, '--group-id', GROUP], { cwd, env })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^::error title=must [\w-]+::\w+ \/api\/\S+: expected /m)
  expect(existsSync(summary)).toBe(true)
})

test('on GitHub Actions, causes in suites of this package have a line of their file in this repository, and none in another', async () => {
  const server = await createReference({ overrides: { maskKey: (_, secret) => secret } }).listen()
  onTestFinished(() => server.close())
  const target = ['--target', server.url, '--group-id', GROUP]
  const annotated = async (workspace: string): Promise<string> => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace }
    return (await conform(['run', ONE, ...target], { cwd: workspace === TOOL.root ? folder() : workspace, env })).stderr
  }
  expect(await annotated(folder())).toMatch(/^::error title=must /m)
  expect(await annotated(TOOL.root)).toMatch(/^::error file=suites\/integrations\/\w+\.yaml,line=\d+/m)
})

test('serve prints its URL and serves until a signal', async () => {
  const child = started(['serve', '--group-id', GROUP])
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  const [, url = ''] = /^listening (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line.toString()) ?? []
  const report = await conform(['run', ONE, '--target', url, '--group-id', GROUP])
  expect(report.status).toBe(0)
  child.kill('SIGTERM')
  expect((await ended(child)).status).toBe(0)
})
