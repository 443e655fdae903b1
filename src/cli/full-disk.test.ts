import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_GROUP_IDS } from '../../fixtures/reference/default-group-ids.ts'
import { createReference } from '../../fixtures/reference/reference.ts'
import { COMMAND, ended, folder, ledgerIn } from './conform.test-support.ts'

const [GROUP = ''] = DEFAULT_GROUP_IDS

test('a ledger that takes half a line ends the run before the request, and is kept whole', async () => {
  let writes = 0
  const server = await createReference({
    overrides: (base) => ({
      dispatch(core, request) {
        if (request.method === 'POST' || request.method === 'PUT') writes += 1
        return base.dispatch(core, request)
      },
    }),
  }).listen()
  onTestFinished(() => server.close())
  const cwd = folder()
  // A limit of the size of files cuts a line as a full disk does.
  const flags = ['run', 'create.**', '--target', server.url, '--group-id', GROUP, '--in-flight', '1']
  const limited = ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, COMMAND, ...flags]
  const { status, stderr } = await ended(spawn('/bin/sh', limited, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }))
  const file = ledgerIn(cwd) ?? ''
  expect(status).toBe(2)
  expect(stderr).toContain(
    `the ledger ${file} is kept, since members of the run may still be on the target; to remove the rest: `,
  )
  expect(stderr).toContain(`cleanup --target ${server.url}\n`)
  const text = readFileSync(join(cwd, file), 'utf8')
  expect(text.endsWith('}\n')).toBe(true)
  const noted = text.split('\n').filter((line) => line.includes('"writing"')).length
  expect(writes).toBeGreaterThan(5)
  expect(writes).toBeLessThanOrEqual(noted)
})
