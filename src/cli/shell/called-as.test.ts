import { mkdirSync, symlinkSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { TOOL } from '../../source/tool.ts'
import { commandOf } from './called-as.ts'
import { folder } from '../conform.test-support.ts'

const CLONE = '/home/me/clone'
const BIN = 'node_modules/.bin'

const ON_PATH = { PATH: '/usr/bin:/usr/local/bin' }
const SCRIPT = `${CLONE}/dist/src/cli/conform.js`

test.each([
  [`/p/${BIN}/conform`, { npm_command: 'exec', PATH: `/p/${BIN}:/usr/bin` }, 'npx --no -- conform'],
  ['/home/me/.npm/_npx/1a/node_modules/.bin/conform', { npm_command: 'exec' }, 'npx --no -- conform'],
  [`/p/${BIN}/conform`, { npm_command: 'run', PATH: `/p/${BIN}` }, 'npx --no -- conform'],
  ['/p/node_modules/x/dist/src/cli/conform.js', { npm_command: 'exec' }, 'npx --no -- conform'],
  [SCRIPT, {}, 'node dist/src/cli/conform.js'],
  [SCRIPT, { npm_command: 'test' }, 'node dist/src/cli/conform.js'],
  ['/opt/my tools/conform.js', {}, "node '/opt/my tools/conform.js'"],
  ['/usr/local/bin/conform', ON_PATH, 'conform'],
  [`${CLONE}/${BIN}/conform`, { PATH: `${BIN}:/usr/bin` }, 'conform'],
  [`${CLONE}/${BIN}/conform`, ON_PATH, `./${BIN}/conform`],
  ['/p/bin/conform', {}, '/p/bin/conform'],
])('a call of %s with %j is printed as %s', (script, environment, command) => {
  expect(commandOf({ script, cwd: CLONE, environment })).toBe(command)
})

test('the command of a call by npx takes flags of its own: npm does not answer --help', async () => {
  const cwd = folder()
  mkdirSync(join(cwd, BIN), { recursive: true })
  symlinkSync(join(TOOL.root, 'dist', 'src', 'cli', 'conform.js'), join(cwd, BIN, 'conform'))
  const command = commandOf({ script: `${cwd}/${BIN}/conform`, cwd, environment: { npm_command: 'exec' } })
  const { code, stdout } = await shell(`${command} --help`, cwd)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Usage: conform /)
})

test('the replay command of a failure fails again where it is printed', async () => {
  const cwd = folder()
  mkdirSync(join(cwd, BIN), { recursive: true })
  symlinkSync(join(TOOL.root, 'dist', 'src', 'cli', 'conform.js'), join(cwd, BIN, 'conform'))
  const fault = faults.find(({ id }) => id === 'statuses.conflict-overwrites')
  const server = await createReference({ ...fault?.options, overrides: fault?.overrides ?? [] }).listen()
  const at = `--target ${server.url} --group-id 64b1f0c2a9d3e45f67890abc`
  const first = await shell(`./${BIN}/conform run 'create.twice[SLACK]' ${at}`, cwd)
  const printed = /^Reproduce: (.*)$/m.exec(first.stdout)?.[1] ?? ''
  const again = await shell(printed, cwd)
  await server.close()
  expect([first.code, again.code]).toEqual([1, 1])
  expect(printed).toMatch(/^\.\/node_modules\/\.bin\/conform run 'create\.twice\[SLACK\]' --seed \d+ --target http:/)
  expect(again.stdout).toContain('must second-create-conflicts: expected status 409; the answer is 200')
})

async function shell(command: string, cwd: string): Promise<{ readonly code: number; readonly stdout: string }> {
  const env = { PATH: process.env['PATH'] ?? '' }
  const run = promisify(execFile)('sh', ['-c', command], { cwd, env })
  return run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { readonly code: number; readonly stdout: string }) => error,
  )
}
