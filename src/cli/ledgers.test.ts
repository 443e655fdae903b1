import { EventEmitter, once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_GROUP_IDS } from '../../fixtures/reference/default-group-ids.ts'
import { createReference, type Override } from '../../fixtures/reference/reference.ts'
import { FORMER_LEDGER, ledgerName } from '../group/ledger-name.ts'
import { served as servedBy } from '../http/served.test-support.ts'
import { conform, conformApart, ended, folder, namesIn, started } from './conform.test-support.ts'

const [GROUP = '', OTHER = ''] = DEFAULT_GROUP_IDS
const VERSIONED = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }

async function served(overrides: Override = {}): Promise<string> {
  const server = await createReference({ overrides }).listen()
  onTestFinished(() => server.close())
  return server.url
}

/** Creates a member as a run would, and returns its id. */
async function created(url: string, group: string): Promise<string> {
  const path = `${url}/api/atlas/v2/groups/${group}/integrations/DATADOG`
  const body = JSON.stringify({ type: 'DATADOG', apiKey: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', region: 'EU' })
  await fetch(path, { method: 'POST', headers: VERSIONED, body })
  return ((await (await fetch(path, { headers: VERSIONED })).json()) as { id: string }).id
}

/** A process id that no process has: the process has ended. */
async function endedPid(): Promise<number> {
  const child = started(['--version'])
  await ended(child)
  return child.pid ?? 0
}

async function leave(file: string, left: { readonly target: string; readonly group: string }): Promise<void> {
  const head = { ledger: 1, tool: '0.1.0', contract: 'integrations', target: left.target, pid: await endedPid() }
  const place = { group: left.group, key: 'DATADOG' }
  const lines = [
    head,
    { ...place, writing: { values: {}, tails: {}, origins: {} } },
    { ...place, identified: await created(left.target, left.group) },
  ]
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

test('two runs side by side in one folder each have a ledger, and both conform', async () => {
  const cwd = folder()
  const asked = new Set<string>()
  const arrivals = new EventEmitter()
  const both = once(arrivals, 'both')
  let ledgers: readonly string[] = []
  const url = await served((base) => ({
    // The first answer waits until both runs have sent a request, so both have opened a ledger by then.
    dispatch: async (core, request) => {
      asked.add(request.target.includes(GROUP) ? GROUP : OTHER)
      if (asked.size === 2) arrivals.emit('both')
      await both
      if (ledgers.length === 0) ledgers = namesIn(cwd)
      return base.dispatch(core, request)
    },
  }))
  const runs = await Promise.all(
    [GROUP, OTHER].map((group) => conformApart(['run', 'create.full', '--target', url, '--group-id', group], { cwd })),
  )
  expect(runs.map(({ status, stderr }) => [status, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ])
  expect(ledgers).toEqual([GROUP, OTHER].map((group) => ledgerName(new URL(url), group)))
  expect(namesIn(cwd)).toEqual([])
})

test('cleanup works through each ledger for the target, the former name included, and leaves the others', async () => {
  const cwd = folder()
  const url = await served()
  const elsewhere = await served()
  await leave(join(cwd, FORMER_LEDGER), { target: url, group: OTHER })
  await leave(join(cwd, ledgerName(new URL(url), GROUP)), { target: url, group: GROUP })
  const kept = ledgerName(new URL(elsewhere), GROUP)
  await leave(join(cwd, kept), { target: elsewhere, group: GROUP })
  const { status, stdout, stderr } = await conform(['cleanup', '--target', url], { cwd })
  expect([status, stderr]).toEqual([0, `the ledger ${kept} is for ${elsewhere}; its clean-up is separate\n`])
  expect(stdout.match(/^removed {2}DATADOG in .*$/gm)?.toSorted()).toEqual(
    [GROUP, OTHER].map((group) => `removed  DATADOG in ${group}`),
  )
  expect(namesIn(cwd)).toEqual([kept])
})

test('cleanup revokes the tokens that it got', async () => {
  const cwd = folder()
  const reference = createReference()
  const asked: string[] = []
  const url = await servedBy((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    if (!pathname.startsWith('/api/oauth/')) return void reference.handle(request, response)
    asked.push(pathname)
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end('{"access_token":"a-token","token_type":"Bearer","expires_in":3600}')
  })
  await leave(join(cwd, ledgerName(new URL(url), GROUP)), { target: url, group: GROUP })
  const owner = "{ oauth2: { clientId: id, clientSecret: '${SECRET}' } }"
  writeFileSync(join(cwd, 'conform.config.yaml'), `target: ${url}\nprincipals: { owner: ${owner} }\n`)
  const { status } = await conform(['cleanup'], { cwd, env: { SECRET: 'a-secret' } })
  expect([status, asked]).toEqual([0, ['/api/oauth/token', '/api/oauth/revoke']])
})

test('cleanup never touches the ledger of an active run', async () => {
  const cwd = folder()
  const url = await served()
  const file = ledgerName(new URL(url), GROUP)
  const head = { ledger: 1, tool: '0.1.0', contract: 'integrations', target: url, pid: process.pid }
  writeFileSync(join(cwd, file), `${JSON.stringify(head)}\n`)
  expect(await conformApart(['cleanup', '--target', url], { cwd })).toEqual({
    status: 3,
    stdout: '',
    stderr: `the ledger ${file} is of an active run, process ${process.pid}; if that process is no run, add --ledger ${file}\n`,
  })
  expect(existsSync(join(cwd, file))).toBe(true)
})

test('a ledger with a damaged line is worked through, kept and unclear', async () => {
  const cwd = folder()
  const url = await served()
  const file = ledgerName(new URL(url), GROUP)
  await leave(join(cwd, file), { target: url, group: GROUP })
  const [head = '', ...others] = readFileSync(join(cwd, file), 'utf8').split('\n')
  writeFileSync(join(cwd, file), [head, '{"group":"a', ...others].join('\n'))
  const { status, stdout } = await conform(['cleanup', '--target', url], { cwd })
  expect([status, namesIn(cwd)]).toEqual([3, [file]])
  expect(stdout).toBe(
    `removed  DATADOG in ${GROUP}
unclear  ${file}:2: the line is damaged, and may have noted a member of the run; look for such a member on the target, and delete it
1 unclear; the ledger ${file} is kept: delete it when no member of the run is left
`,
  )
  const again = await conform(['run', 'create.full[DATADOG]', '--target', url, '--group-id', GROUP], { cwd })
  expect([again.status, namesIn(cwd)]).toEqual([2, [file]])
  expect(again.stderr).toContain(
    `a line of the ledger is damaged, and may have noted a member of the run: ${file}:2; look`,
  )
})

test('the command for a ledger of another target removes its entries when it is pasted', async () => {
  const cwd = folder()
  const [url, other] = [await served(), await served()]
  const file = ledgerName(new URL(url), GROUP)
  await leave(join(cwd, file), { target: other, group: GROUP })
  writeFileSync(join(cwd, 'own.yaml'), `target: ${url}\n`)
  const flags = ['create.full[DATADOG]', '--config', 'own.yaml', '--group-id', GROUP]
  const { status, stderr } = await conform(['run', ...flags], { cwd })
  expect(status).toBe(2)
  const [, command = ''] = /Remove them with `.*?conform\.js (.*?)`/.exec(stderr) ?? []
  expect(command).toBe(`cleanup --target ${other} --config own.yaml`)
  expect(await conform(command.split(' '), { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(namesIn(cwd)).toEqual(['own.yaml'])
})

test('a run first removes the entries of a ledger with the former name, for its own group only', async () => {
  const cwd = folder()
  const url = await served()
  await leave(join(cwd, FORMER_LEDGER), { target: url, group: OTHER })
  const run = (group: string) => conform(['run', 'create.full[DATADOG]', '--target', url, '--group-id', group], { cwd })
  expect(await run(GROUP)).toMatchObject({ status: 0, stderr: '' })
  expect(namesIn(cwd)).toEqual([FORMER_LEDGER])
  expect(await run(OTHER)).toMatchObject({
    status: 0,
    stderr: `the ledger ${FORMER_LEDGER} is from an earlier run; its entries on the target are removed first\n`,
  })
  expect(namesIn(cwd)).toEqual([])
})

test('a run whose target is down says so, and keeps the ledger of an earlier run', async () => {
  const cwd = folder()
  const server = await createReference().listen()
  const file = ledgerName(new URL(server.url), GROUP)
  await leave(join(cwd, file), { target: server.url, group: GROUP })
  await server.close()
  const { status, stderr } = await conform(['run', 'create.full', '--target', server.url, '--group-id', GROUP], { cwd })
  expect([status, namesIn(cwd)]).toEqual([2, [file]])
  expect(stderr).toContain(`1 member of the earlier run may still be on ${server.url}: the connection was refused`)
  expect(stderr).not.toContain('an earlier run left the ledger')
})
