import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWidgets, type WidgetFault, type WidgetServer } from '../../fixtures/widgets/server.test-support.ts'
import { served } from '../http/served.test-support.ts'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { findLedgers } from '../group/ledger-name.ts'
import { conform, folder } from './conform.test-support.ts'

const CONTRACT = join(TOOL.root, 'fixtures', 'widgets')

/** The server of widgets on a loopback port. */
async function widgets(fault?: WidgetFault): Promise<WidgetServer & { readonly url: string }> {
  const server = createWidgets(fault)
  const url = await served((incoming, outgoing) => {
    void (async () => {
      const chunks: Uint8Array[] = []
      for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
      const { method = 'GET', url: target = '/' } = incoming
      const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }
      const response = await server.handle(new Request(`http://widgets${target}`, { method, ...body }))
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
    })()
  })
  return { ...server, url }
}

interface Fired {
  readonly status: number | null
  readonly stderr: string
  readonly report: Report
}

/** The run of the contract at a server, with its JSON report. */
async function fire(url: string, flags: readonly string[] = [], cwd = folder()): Promise<Fired> {
  const own = ['--contract', CONTRACT, '--target', url, '--group-id', 'corner', '--seed', '3', '--reporter', 'json']
  const { status, stdout, stderr } = await conform(['run', ...flags, ...own], { cwd })
  return { status, stderr, report: JSON.parse(stdout) as Report }
}

function causesOf({ causes }: Report): readonly string[] {
  return causes.filter(({ level }) => level !== 'observe').map(({ id }) => id)
}

test('a server of another contract conforms, and the run leaves the members from before only', async () => {
  const server = await widgets()
  server.widgets.set('own', { id: '0', name: 'own', colour: 'red' })
  const cwd = folder()
  const { status, stderr, report } = await fire(server.url, [], cwd)
  expect([stderr, causesOf(report), status]).toEqual(['', [], 0])
  expect(report.totals).toMatchObject({ pass: 4, skip: 0, inconclusive: 0 })
  expect([...server.widgets.keys()]).toEqual(['own'])
  expect(existsSync(join(cwd, 'conform.ledger.jsonl'))).toBe(false)
})

test('a cut run of another contract has the first row of each case, and knows no faults', async () => {
  const server = await widgets()
  const { status, report } = await fire(server.url, ['--budget', '12r'])
  expect([status, report.verdict]).toEqual([0, 'conforms'])
  expect(report.requests.sent).toBeLessThanOrEqual(12)
  expect(report.budget?.leftOut.length).toBeGreaterThan(0)
  expect(report.budget).not.toHaveProperty('knownFaults')
  expect([...server.widgets.keys()]).toEqual([])
})

test('a server that breaks an inline schema violates, and nothing is left on it', async () => {
  const server = await widgets('size-is-text')
  const { status, report } = await fire(server.url)
  expect([status, causesOf(report)]).toEqual([1, ['answers-keep-to-the-schema/breaks-type']])
  expect([...server.widgets.keys()]).toEqual([])
})

test('a newer must only warns where the server is held to an earlier version', async () => {
  const server = await widgets('filter-is-ignored')
  server.widgets.set('own', { id: '0', name: 'own', colour: 'red' })
  const now = await fire(server.url)
  expect([now.status, causesOf(now.report)]).toEqual([1, ['list-is-filtered/fails-equals']])
  const earlier = await fire(server.url, ['--as-of', '1.0.0', '--level', 'should'])
  expect([earlier.status, earlier.report.verdict]).toEqual([0, 'conforms'])
  expect(earlier.report.contract).toEqual({ name: 'widgets', version: '1.1.0', asOf: '1.0.0' })
  expect(earlier.report.totals).toMatchObject({ warn: 1, fail: 0 })
  expect(earlier.report.requirements.find(({ id }) => id === 'list-is-filtered')).toMatchObject({
    level: 'should',
    since: '1.1.0',
    status: 'coming',
    reason: 'a must since version 1.1.0',
  })
  expect(earlier.report.results[0]?.replay.command).toContain(' --as-of 1.0.0')
  expect(earlier.report.results.flatMap(({ findings }) => findings)).toMatchObject([
    { coming: '1.1.0', message: expect.stringMatching(/; a must since version 1\.1\.0$/) as unknown },
  ])
})

test('a version that the contract does not name exits 2, from the flag and from the configuration', async () => {
  const expected =
    '"1.2.0" is no version of the contract "widgets"; did you mean "1.0.0"?; its versions are 1.0.0, 1.1.0\n'
  const target = ['--contract', CONTRACT, '--target', 'http://127.0.0.1:9', '--group-id', 'corner']
  expect(await conform(['run', '--as-of', '1.2.0', ...target])).toEqual({ status: 2, stdout: '', stderr: expected })
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), 'asOf: 1.2.0\n')
  const inFile = `conform.config.yaml:1:7  ${expected}`
  expect(await conform(['run', ...target], { cwd })).toEqual({ status: 2, stdout: '', stderr: inFile })
})

test('a run of another contract without a target exits 2: the embedded server does not serve it', async () => {
  const { status, stdout, stderr } = await conform(['run', '--contract', CONTRACT])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toBe(
    'the contract "widgets" needs a target: the embedded server serves the contract "integrations" only; name a server with --target URL\n',
  )
  const dry = await conform(['run', '--dry-run', '--contract', CONTRACT])
  expect(dry.status).toBe(0)
  expect(dry.stdout).toContain('target     none; a run needs --target\nprincipals none: no credentials are sent\n')
})

test('credentials of a service account exit 2 where the contract has no token endpoint', async () => {
  const cwd = folder()
  writeFileSync(
    join(cwd, 'conform.config.yaml'),
    'target: http://127.0.0.1:9\ngroupId: corner\nprincipals: { owner: { oauth2: { clientId: a, clientSecret: b } } }\n',
  )
  const { status, stderr } = await conform(['run', '--contract', CONTRACT], { cwd })
  expect([status, stderr]).toEqual([
    2,
    'conform.config.yaml:3:32  principals.owner.oauth2 in the configuration needs the key "credentials" of contract.yaml, which this contract lacks; add the key, or remove what needs it\n',
  ])
})

test('cleanup loads the contract of a folder from the ledger of a killed run', async () => {
  const server = await widgets()
  const cwd = folder()
  const ledger = join(cwd, 'ledger')
  const place = { group: 'corner', key: 'left' }
  const head = { ledger: 1, tool: TOOL.version, contract: 'widgets', folder: CONTRACT, target: server.url, pid: 1 }
  const lines = [head, { ...place, writing: { values: {}, tails: {}, origins: {} } }, { ...place, identified: '7' }]
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  writeFileSync(ledger, text)
  server.widgets.set('left', { id: '7', name: 'left', colour: 'red' })
  server.widgets.set('own', { id: '0', name: 'own', colour: 'red' })
  const flags = ['cleanup', '--ledger', ledger, '--target', server.url]
  expect(await conform(flags, { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect([...server.widgets.keys()]).toEqual(['own'])
  writeFileSync(ledger, text.replace(JSON.stringify(CONTRACT), '"/nowhere"'))
  const missing = await conform(flags, { cwd })
  expect([missing.status, missing.stderr]).toEqual([
    2,
    'there is no contract "/nowhere": neither one of this package (database-users, integrations) nor a folder with a contract.yaml\nthe ledger is of the contract "widgets"; name its folder with --contract FOLDER\n',
  ])
  expect(await conform([...flags, '--contract', 'integrations'], { cwd })).toMatchObject({
    status: 2,
    stderr:
      'the ledger is of the contract "widgets", and integrations is "integrations"; name the folder of "widgets" with --contract FOLDER\n',
  })
  expect(await conform([...flags, '--contract', CONTRACT], { cwd })).toMatchObject({ status: 0 })
})

test('a member under a key that no answer names is reported, and the ledger names the folder of the contract', async () => {
  const server = await widgets('silent-renames')
  const cwd = folder()
  const { status, report, stderr } = await fire(server.url, ['widgets.read[left]'], cwd)
  expect([status, report.leftBehind]).toEqual([1, ['leftx in corner']])
  expect(stderr).toContain('the run could not remove everything')
  const [head = ''] = readFileSync(findLedgers(cwd)[0] ?? '', 'utf8').split('\n')
  expect(JSON.parse(head)).toMatchObject({ contract: 'widgets', folder: CONTRACT })
})
