import { expect, test } from 'vitest'
import { createEventQueue } from './event-queue.ts'
import { createGate } from './shared-lock.ts'

/** Work that goes on until it is let go. */
function work(log: string[], name: string): { readonly run: () => Promise<void>; readonly finish: () => void } {
  const gate = deferred()
  return {
    async run() {
      log.push(`${name} begins`)
      await gate.promise
      log.push(`${name} ends`)
    },
    finish: () => gate.resolve(undefined),
  }
}

/** As Promise.withResolvers, which Node 20 lacks. */
function deferred(): { readonly promise: Promise<undefined>; readonly resolve: (value: undefined) => void } {
  const settled: { resolve?: (value: undefined) => void } = {}
  const promise = new Promise<undefined>((resolve) => (settled.resolve = resolve))
  return { promise, resolve: (value) => settled.resolve?.(value) }
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

test('lanes pass side by side; what must be alone waits for them, and holds up those that come after', async () => {
  const log: string[] = []
  const gate = createGate()
  const [first, second, alone, late] = ['first', 'second', 'alone', 'late'].map((name) => work(log, name))
  if (first === undefined || second === undefined || alone === undefined || late === undefined) throw new Error('none')
  const all = [gate.together(first.run), gate.together(second.run)]
  await settle()
  all.push(gate.alone(alone.run))
  await settle()
  expect(log).toEqual(['first begins', 'second begins'])
  all.push(gate.together(late.run))
  first.finish()
  await settle()
  expect(log).toEqual(['first begins', 'second begins', 'first ends'])
  second.finish()
  await settle()
  expect(log.slice(3)).toEqual(['second ends', 'alone begins'])
  for (const one of [alone, late]) one.finish()
  await Promise.all(all)
  expect(log.slice(5)).toEqual(['alone ends', 'late begins', 'late ends'])
})

test('what fails alone lets the others through', async () => {
  const gate = createGate()
  const failing = gate.alone(() => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  await expect(gate.together(() => Promise.resolve(1))).resolves.toBe(1)
  await expect(gate.alone(() => Promise.resolve(2))).resolves.toBe(2)
})

test('events come in their order, those before the end and a failure after them', async () => {
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
