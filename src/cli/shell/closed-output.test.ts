import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { served } from '../../http/served.test-support.ts'
import { ended, folder, namesIn, started } from '../conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'

test('a closed pipe is not an error', async () => {
  const child = started(['list'])
  child.stdout?.once('data', () => child.stdout?.destroy())
  const { status, stderr } = await ended(child)
  expect([status, stderr]).toEqual([0, ''])
})

test('an interrupted run whose standard error is closed cleans up', async () => {
  const cwd = folder()
  const reference = createReference()
  let posts = 0
  let child: ReturnType<typeof started> | undefined
  const target = await served((request, response) => {
    if (request.method === 'POST') posts += 1
    if (posts === 2 && child?.stderr?.destroyed === false) {
      child.stderr.destroy()
      child.kill('SIGINT')
    }
    void reference.handle(request, response)
  })
  child = started(['run', '--target', target, '--group-id', GROUP, '--reporter', 'json=report.json'], { cwd })
  expect((await ended(child)).status).toBe(3)
  expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).not.toHaveProperty('leftBehind')
  expect(namesIn(cwd)).toEqual(['report.json'])
})
