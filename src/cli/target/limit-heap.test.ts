import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { COMMAND, folder } from '../conform.test-support.ts'

/** Keeps many small objects for a while, as a run does, and prints the megabytes of the young generation. */
const SURVIVORS = `
const kept = []
for (let index = 0; index < 2_000_000; index += 1) kept[index % 100_000] = { index }
const { getHeapSpaceStatistics } = await import('node:v8')
console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size / 1e6)
`

/** The size of the young generation after a script, in megabytes. A process of its own, since flags hold for all threads. */
async function youngGenerationAfter(script: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
  return Number(stdout)
}

test('the young generation does not grow beyond its size at the start of a run', async () => {
  const module = new URL('../../../dist/src/cli/target/limit-heap.js', import.meta.url).href
  const limited = `import { limitHeap } from ${JSON.stringify(module)}; limitHeap(); ${SURVIVORS}`
  expect(await youngGenerationAfter(SURVIVORS)).toBeGreaterThan(8)
  expect(await youngGenerationAfter(limited)).toBeLessThan(4)
})

/** Prints the flags that are set for V8, and a line for each thread that starts. */
const WATCH = `
import v8 from 'node:v8'
import { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'
const { setFlagsFromString } = v8
v8.setFlagsFromString = (flag) => {
  writeSync(2, flag + '\\n')
  setFlagsFromString(flag)
}
syncBuiltinESMExports()
if (!isMainThread) writeSync(2, 'a thread\\n')
`

test('a run limits its heap at its start, and after the thread of the embedded server has started', async () => {
  const watch = `data:text/javascript,${encodeURIComponent(WATCH)}`
  const flags = ['--import', watch, COMMAND, 'run', 'list.empty', '--quiet']
  const { stderr } = await promisify(execFile)(process.execPath, flags, { cwd: folder() })
  const lines = stderr.split('\n')
  expect(lines).toContain('--heap-growing-percent=8')
  expect(lines.filter((line) => line === 'a thread' || line.includes('semi-space'))).toEqual([
    '--semi-space-growth-factor=1',
    'a thread',
    '--semi-space-growth-factor=1',
  ])
})
