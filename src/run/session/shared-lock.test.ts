import { expect, test } from 'vitest'
import { createEventQueue } from '../event-queue.ts'
import { createSharedLock } from './shared-lock.ts'

/** Work that lasts until its release. */
function work(log: string[], name: string): { readonly run: () => Promise<void>; readonly finish: () => void } {
  const lock = deferred()
  return {
    async run() {
      log.push(`${name} begins`)
      await lock.promise
      log.push(`${name} ends`)
    },
    finish: () => lock.resolve(undefined),
  }
}

/** As Promise.withResolvers, which Node 20 lacks. */
function deferred(): { readonly promise: Promise<undefined>; readonly resolve: (value: undefined) => void } {
  const settled: { resolve?: (value: undefined) => void } = {}
  const promise = new Promise<undefined>((resolve) => (settled.resolve = resolve))
  return { promise, resolve: (value) => settled.resolve?.(value) }
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

test('shared work runs in parallel; exclusive work waits for running shared work and delays later shared work', async () => {
  const log: string[] = []
  const lock = createSharedLock()
  const [first, second, exclusive, late] = ['first', 'second', 'exclusive', 'late'].map((name) => work(log, name))
  if (first === undefined || second === undefined || exclusive === undefined || late === undefined)
    throw new Error('none')
  const all = [lock.shared(first.run), lock.shared(second.run)]
  await settle()
  all.push(lock.exclusive(exclusive.run))
  await settle()
  expect(log).toEqual(['first begins', 'second begins'])
  all.push(lock.shared(late.run))
  first.finish()
  await settle()
  expect(log).toEqual(['first begins', 'second begins', 'first ends'])
  second.finish()
  await settle()
  expect(log.slice(3)).toEqual(['second ends', 'exclusive begins'])
  for (const one of [exclusive, late]) one.finish()
  await Promise.all(all)
  expect(log.slice(5)).toEqual(['exclusive ends', 'late begins', 'late ends'])
})

test('failed exclusive work releases the lock', async () => {
  const lock = createSharedLock()
  const failing = lock.exclusive(() => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  await expect(lock.shared(() => Promise.resolve(1))).resolves.toBe(1)
  await expect(lock.exclusive(() => Promise.resolve(2))).resolves.toBe(2)
})

test('events arrive in order, and a failure after them', async () => {
  const queue = createEventQueue<number>()
  queue.push(1)
  setImmediate(() => {
    queue.push(2)
    queue.end(new Error('over'))
  })
  const seen: number[] = []
  const reading = (async () => {
    for await (const event of queue) seen.push(event)
  })()
  await expect(reading).rejects.toThrow('over')
  expect(seen).toEqual([1, 2])
})
