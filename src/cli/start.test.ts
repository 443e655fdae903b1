import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import { closedPort } from '../http/served.test-support.ts'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { COMMAND, conform, ended, folder, ledgerIn, namesIn, started } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const ONE = 'create.minimal[SLACK]'
const CONFORM = `'${process.execPath}' '${join(TOOL.root, 'dist', 'src', 'cli', 'conform.js')}'`

interface Place {
  readonly cwd: string
  readonly url: string
  /** Flags of a run at the URL. */
  readonly at: readonly string[]
  /** A command that starts a server as a child of a shell, and writes the process id of the server into a file. */
  readonly server: string
}

async function place(): Promise<Place> {
  const cwd = folder()
  const url = await closedPort()
  const server = `${CONFORM} serve --port ${new URL(url).port} & echo $! > pid; wait`
  return { cwd, url, at: ['--target', url, '--group-id', GROUP], server }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Waits for the end of the server whose process id stands in the file. */
async function expectEnd(cwd: string): Promise<void> {
  const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'))
  expect(pid).toBeGreaterThan(1)
  while (isAlive(pid)) await sleep(20)
}

test('--start starts the server, and ends its children with the run', async () => {
  const { cwd, at, server } = await place()
  const { status, stdout, stderr } = await conform(['run', ONE, ...at, '--start', server], { cwd })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('✔ SELECTION CONFORMS')
  expect(isAlive(Number(readFileSync(join(cwd, 'pid'), 'utf8')))).toBe(false)
})

test('the advice after an incomplete clean-up says that the server of the run must be started again', async () => {
  const { cwd, url, at, server } = await place()
  const keeping = server.replace(' &', ' --fault deletes.keep-the-integration &')
  const { stderr } = await conform(['run', ONE, ...at, '--start', keeping], { cwd })
  // The run is inconclusive, so the output of the server follows.
  expect(stderr).toContain(
    `the run could not remove everything that it created; to remove the rest, start the server again, then: node ${COMMAND} cleanup --target ${url}\n`,
  )
})

test('start and wait of the configuration work the same; a flag names another target without the command', async () => {
  const { cwd, url, at, server } = await place()
  const lines = [`target: ${url}`, `groupId: ${GROUP}`, `start: ${JSON.stringify(server)}`, 'wait: 60s']
  writeFileSync(join(cwd, 'conform.config.yaml'), lines.join('\n'))
  const plan = await conform(['run', ONE, '--dry-run'], { cwd })
  expect(plan.stdout).toContain(`\nstart      ${server}\n`)
  expect(existsSync(join(cwd, 'pid'))).toBe(false)
  expect(await conform(['run', ONE], { cwd })).toMatchObject({ status: 0, stderr: '' })
  await expectEnd(cwd)
  const other = await createReference().listen()
  onTestFinished(() => other.close())
  expect(await conform(['run', ONE, '--target', other.url], { cwd })).toMatchObject({ status: 0, stderr: '' })
  expect(at).toContain(url)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the run with its clean-up, and then the server',
  async (signal) => {
    const { cwd, at, server } = await place()
    const child = started(['run', 'property.*', ...at, '--start', server], { cwd })
    const end = ended(child)
    while (ledgerIn(cwd) === undefined) await sleep(20)
    child.kill(signal)
    const { status, stderr, stdout } = await end
    expect(status, stdout + stderr).toBe(3)
    expect(stderr).toContain('interrupted: the run cleans up')
    expect(namesIn(cwd)).toEqual(['pid'])
    await expectEnd(cwd)
  },
)

test('a second SIGHUP does not end the clean-up, and nobody needs to read the output', async () => {
  const { cwd, at, server } = await place()
  const child = started(['run', 'property.*', ...at, '--start', server], { cwd })
  while (ledgerIn(cwd) === undefined) await sleep(20)
  child.stdout?.destroy()
  child.stderr?.destroy()
  child.kill('SIGHUP')
  child.kill('SIGHUP')
  await sleep(5)
  child.kill('SIGHUP')
  expect(await once(child, 'exit')).toEqual([3, null])
  expect(namesIn(cwd)).toEqual(['pid'])
  await expectEnd(cwd)
})

test('the server ends with a run that is killed', async () => {
  const { cwd, at, server } = await place()
  const child = started(['run', 'property.*', ...at, '--start', server], { cwd })
  const end = ended(child)
  while (ledgerIn(cwd) === undefined) await sleep(20)
  child.kill('SIGKILL')
  await end
  await expectEnd(cwd)
})

test('a server that ends before its first answer ends the run, with its output: escaped, masked and bounded', async () => {
  const { cwd, at } = await place()
  writeFileSync(join(cwd, 'conform.config.yaml'), `principals: { owner: { bearer: '\${OWNER_TOKEN}' } }\n`)
  const start = String.raw`seq 1 90; printf 'token %s \033[31m' "$OWNER_TOKEN" >&2; exit 7`
  const flags = ['--wait', '1000s', '--reporter', 'spec', '--reporter', 'json=report.json']
  const { status, stdout, stderr } = await conform(['run', ONE, ...at, '--start', start, ...flags], {
    cwd,
    env: { OWNER_TOKEN: 'Tk-93jfkq02-hdKs81' },
  })
  expect(status).toBe(3)
  expect(stdout).toContain('the server that --start started ended with status 7 before it answered HTTP')
  const lines = stderr.split('\n')
  expect(lines[0]).toMatch(/^the server `seq 1 90; .*` ended with status 7; its output:$/)
  expect(lines.slice(1, 3)).toEqual(['  | 72', '  | 73'])
  expect(lines.slice(-2)).toEqual([String.raw`  | token <secret> \x1b[31m`, ''])
  const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report
  expect(report).toMatchObject({ verdict: 'inconclusive', results: [] })
})

test('a server that ends during the run is named, with its output', async () => {
  const { cwd, url, at } = await place()
  writeFileSync(
    join(cwd, 'server.js'),
    `let answers = 0
     require('node:http').createServer((request, response) => {
       answers += 1
       if (answers > 2) throw new TypeError('no such thing')
       response.end('{}')
     }).listen(${new URL(url).port}, '127.0.0.1')`,
  )
  const start = `exec '${process.execPath}' server.js`
  const flags = ['--reporter', 'spec', '--reporter', 'json=report.json']
  const { status, stdout, stderr } = await conform(['run', 'create.minimal', ...at, '--start', start, ...flags], {
    cwd,
  })
  expect([1, 3]).toContain(status)
  const { unanswered } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report
  expect(unanswered?.output).toContain('TypeError: no such thing')
  expect(stdout).toMatch(/^ +\| TypeError: no such thing$/m)
  expect(stderr).toMatch(/^the server `exec .*` ended with status 1; its output:$/m)
  expect(stderr).toMatch(/^ {2}\| TypeError: no such thing$/m)
})

test('the output of a server stands beside the request that failed: escaped, masked, and in place of its last lines', async () => {
  const { cwd, url, at } = await place()
  writeFileSync(join(cwd, 'conform.config.yaml'), `principals: { owner: { bearer: '\${OWNER_TOKEN}' } }\n`)
  writeFileSync(
    join(cwd, 'server.js'),
    `require('node:http').createServer((request, response) => {
       if (request.method === 'POST') console.error('<b>boom</b> \\u001b[31m', process.env.OWNER_TOKEN)
       if (request.url.endsWith('/integrations')) return response.end('{"results":[],"totalCount":0}')
       response.writeHead(request.method === 'POST' ? 500 : 404).end()
     }).listen(${new URL(url).port}, '127.0.0.1')`,
  )
  const start = `exec '${process.execPath}' server.js`
  const flags = ['--reporter', 'spec', '--reporter', 'json=report.json', '--reporter', 'html=report.html']
  const { status, stdout, stderr } = await conform(['run', ONE, ...at, '--start', start, ...flags], {
    cwd,
    env: { OWNER_TOKEN: 'Tk-93jfkq02-hdKs81' },
  })
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toMatch(/^    server +\| <b>boom<\/b> \\x1b\[31m <secret>$/m)
  const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report
  const outputs = report.results.flatMap(({ exchanges }) => exchanges.flatMap(({ output }) => output ?? []))
  expect(new Set(outputs)).toEqual(new Set(['<b>boom</b> \u001b[31m <secret>']))
  const page = readFileSync(join(cwd, 'report.html'), 'utf8')
  expect(page).toContain(String.raw`&lt;b&gt;boom&lt;/b&gt; \x1b[31m &lt;secret&gt;`)
})

test('the silence of a server that answers is not told, also where a case fails', async () => {
  const { cwd, at, server } = await place()
  const silent = server.replace(' &', ' --fault totals.of-the-page > /dev/null 2>&1 &')
  expect(await conform(['run', 'page.walk', ...at, '--start', silent], { cwd })).toMatchObject({
    status: 1,
    stderr: '',
  })
})

test('without an answer in time, the run is inconclusive and says so', async () => {
  const { cwd, at, url } = await place()
  const { status, stdout, stderr } = await conform(['run', ONE, ...at, '--wait', '300ms'], { cwd })
  expect([status, stderr]).toEqual([3, ''])
  expect(stdout).toContain('the target did not answer HTTP within 0.3 s: the connection was refused')
  expect(stdout).toContain(`INCONCLUSIVE  integrations 1.0.0 at ${url}`)
  expect(namesIn(cwd)).toEqual([])
  const silent = await conform(['run', ONE, ...at, '--wait', '300ms', '--start', 'sleep 100'], { cwd })
  expect([silent.status, silent.stderr]).toEqual([3, 'output of the server `sleep 100`:\n  (none)\n'])
  expect(silent.stdout).toContain(
    `the server that --start started does not listen on port ${new URL(url).port} after 0.3 s; --wait gives it more time`,
  )
  expect(silent.stdout).not.toContain('start the server first')
})

test('--wait without --start waits for a server that others start', async () => {
  const server = await createReference().listen()
  onTestFinished(server.close)
  const port = Number(new URL(server.url).port)
  let refused = 0
  // Only the third connection reaches the server. The port stays open: another process cannot take it.
  const door = createServer((socket) => {
    if (refused === 2) return void socket.pipe(connect(port, '127.0.0.1')).pipe(socket)
    refused += 1
    socket.destroy()
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  onTestFinished(() => void door.close())
  const target = `http://127.0.0.1:${(door.address() as AddressInfo).port}`
  const flags = ['--target', target, '--group-id', GROUP, '--wait', '60s']
  expect(await conform(['run', ONE, ...flags], { cwd: folder() })).toMatchObject({ status: 0, stderr: '' })
  expect(refused).toBe(2)
})

test.each([
  [['--start', 'true'], '--start needs a target; name the URL of the server with --target'],
  [['--wait', '1s'], '--wait needs a target'],
  [
    ['--wait', 'soon', '--target', 'http://127.0.0.1:1', '--group-id', GROUP],
    '--wait takes a time with its unit, such as 30s',
  ],
  [['--wait', '1', '--target', 'http://127.0.0.1:1', '--group-id', GROUP], '--wait takes a time with its unit'],
])('%j is a usage error', async (flags, message) => {
  const { status, stdout, stderr } = await conform(['run', ONE, ...flags], { cwd: folder() })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(message)
})

test('where a server answers already, --start is refused and starts nothing', async () => {
  const cwd = folder()
  const server = await createReference().listen()
  onTestFinished(() => server.close())
  const at = ['--target', server.url, '--group-id', GROUP]
  expect(await conform(['run', ONE, ...at, '--start', 'touch started'], { cwd })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `a server answers at ${server.url} already, so --start would test that server; stop it, or run without --start\n`,
  })
  expect(existsSync(join(cwd, 'started'))).toBe(false)
})

test('a replay command has the command that starts the server', async () => {
  const { cwd, at, url } = await place()
  const start = `exec ${CONFORM} serve --port ${new URL(url).port} --fault statuses.conflict-overwrites`
  const { status, stdout } = await conform(['run', 'create.twice[SLACK]', ...at, '--start', start], { cwd })
  expect(status, stdout).toBe(1)
  expect(stdout).toMatch(/^Reproduce: .* --start '.* serve --port/m)
})
