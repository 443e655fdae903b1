import { constants, type NodeGCPerformanceDetail, PerformanceObserver } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { forceGc } from './force-gc.ts'

const { NODE_PERFORMANCE_GC_MAJOR: MAJOR, NODE_PERFORMANCE_GC_FLAGS_FORCED: FORCED } = constants

/** Collects what other tests of this thread have left: Node would collect it between two looks. The memory of buffers is freed a little later. */
async function collectAll(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let time = 0; time < 3; time += 1) {
    collect()
    await setTimeout(20)
  }
}

/** Counts the forced collections of this thread. */
function counting(): () => Promise<number> {
  let count = 0
  const observer = new PerformanceObserver((list) => {
    // The types of Node leave out the detail of an entry.
    for (const { detail } of list.getEntries() as unknown as readonly { readonly detail: NodeGCPerformanceDetail }[]) {
      const { kind, flags } = detail
      if (kind === MAJOR && (flags & FORCED) !== 0) count += 1
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  onTestFinished(() => observer.disconnect())
  return async () => {
    await setTimeout(20)
    return count
  }
}

test('garbage is collected where memory grew since the last collection, and not for each small answer', async () => {
  await collectAll()
  // The first call learns how much is in use.
  forceGc()
  const collections = counting()
  for (let answer = 0; answer < 100; answer += 1) forceGc()
  expect(await collections()).toBe(0)
  const bodies = [1, 2, 3, 4].map(() => Buffer.alloc(5_000_000))
  forceGc()
  await expect.poll(collections).toBeGreaterThan(0)
  expect(bodies.length).toBe(4)
})

test('between results, garbage is collected only where it is much', async () => {
  await collectAll()
  forceGc()
  const collections = counting()
  const bodies = [1, 2, 3, 4].map(() => Buffer.alloc(5_000_000))
  forceGc(40_000_000)
  expect(await collections()).toBe(0)
  bodies.push(...[1, 2, 3, 4, 5, 6].map(() => Buffer.alloc(5_000_000)))
  forceGc(40_000_000)
  await expect.poll(collections).toBeGreaterThan(0)
  expect(bodies.length).toBe(10)
})
