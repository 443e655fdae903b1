import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { served } from '../../http/served.test-support.ts'
import { COMMAND, ended, folder, namesIn } from '../conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const BY_NPX = { npm_command: 'exec', npm_lifecycle_event: 'npx' }

/** Starts the command below a shell, as npx does. The shell prints the process id of the command, and waits for its end. */
function belowShell(parameters: readonly string[], env: Readonly<Record<string, string>>): Below {
  const cwd = folder()
  const script = `"$0" ${COMMAND} "$@" & echo "pid $!" >&2; wait`
  const shell = spawn('/bin/sh', ['-c', script, process.execPath, ...parameters], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  shell.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const signal = (name: NodeJS.Signals): boolean => process.kill(Number(/^pid (\d+)/.exec(stderr)?.[1]), name)
  onTestFinished(() => {
    try {
      signal('SIGKILL')
    } catch {
      // The command has ended.
    }
  })
  return { cwd, shell, signal }
}

interface Below {
  readonly cwd: string
  readonly shell: ReturnType<typeof spawn>
  readonly signal: (name: NodeJS.Signals) => boolean
}

/** Kills the parent of a run at its second create. The other arguments are those of `belowShell`. */
async function killedAtSecondCreate(env: Readonly<Record<string, string>>, only: readonly string[] = []) {
  const reference = createReference()
  let posts = 0
  const url = await served((request, response) => {
    if (request.method === 'POST') posts += 1
    if (posts === 2) below.shell.kill('SIGKILL')
    void reference.handle(request, response)
  })
  const below = belowShell(['run', ...only, '--target', url, '--group-id', GROUP], env)
  return { ...(await ended(below.shell)), left: namesIn(below.cwd) }
}

test('the end of npx ends its run as SIGTERM does: with a clean-up, and without the other cases', async () => {
  const { stderr, stdout, left } = await killedAtSecondCreate(BY_NPX)
  expect(stderr.match(/interrupted: .*/g)).toEqual([
    'interrupted: the run cleans up and writes its reports; interrupt again to end at once',
  ])
  expect(stdout).toMatch(/[\d,]+ not reached/)
  expect(left).toEqual([])
})

test('without npx, a run goes on where its parent ends', async () => {
  const { stderr, stdout } = await killedAtSecondCreate({}, ['create.minimal[*]'])
  expect(stderr).not.toContain('interrupted')
  expect(stdout).toContain('SELECTION CONFORMS')
})

test('the end of npx ends the mock', async () => {
  const below = belowShell(['serve'], BY_NPX)
  const end = ended(below.shell)
  await once(below.shell.stdout ?? below.shell, 'data')
  below.shell.kill('SIGTERM')
  const late = sleep(5_000, 'the mock lives on', { ref: false })
  expect(await Promise.race([end.then(() => 'the mock has ended'), late])).toBe('the mock has ended')
})

test('one Ctrl-C, which ends npx too, is one signal', async () => {
  const reference = createReference()
  const url = await served((request, response) => {
    if (request.method !== 'PUT') return void reference.handle(request, response)
    below.signal('SIGINT')
    below.shell.kill('SIGKILL')
    setTimeout(() => void reference.handle(request, response), 1_500)
  })
  const below = belowShell(['run', 'update.full[SLACK]', '--target', url, '--group-id', GROUP], BY_NPX)
  const { stderr } = await ended(below.shell)
  expect(stderr.match(/^(interrupted|removing 1 member).*?(?=;)/gm)).toEqual([
    'interrupted: the run cleans up and writes its reports',
    'removing 1 member',
  ])
  expect(namesIn(below.cwd)).toEqual([])
})
