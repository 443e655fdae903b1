import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

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
  const module = new URL('../../dist/src/cli/limit-heap.js', import.meta.url).href
  const limited = `import { limitHeap } from ${JSON.stringify(module)}; limitHeap(); ${SURVIVORS}`
  expect(await youngGenerationAfter(SURVIVORS)).toBeGreaterThan(8)
  expect(await youngGenerationAfter(limited)).toBeLessThan(4)
})
