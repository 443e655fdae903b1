import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allEnded } from './all-ended.ts'

const failing = (): Promise<never> => Promise.reject(new Error('no answer'))

test('the values come in the order of the tasks', async () => {
  expect(await allEnded([() => setTimeout(5, 'slow'), () => Promise.resolve('fast')])).toEqual(['slow', 'fast'])
})

test('at most so many tasks are under way at a time', async () => {
  let [underWay, most] = [0, 0]
  const task = async (): Promise<void> => {
    most = Math.max(most, (underWay += 1))
    await setTimeout(1)
    underWay -= 1
  }
  await allEnded(
    Array.from({ length: 9 }, () => task),
    3,
  )
  expect(most).toBe(3)
})

test('a failure is thrown once the others have ended', async () => {
  const ended: string[] = []
  const slow = (): Promise<unknown> => setTimeout(20).then(() => ended.push('slow'))
  await expect(allEnded([failing, slow])).rejects.toThrow('no answer')
  expect(ended).toEqual(['slow'])
})

test('after a failure no other task is started', async () => {
  const started: number[] = []
  const slow = (index: number) => (): Promise<unknown> => {
    started.push(index)
    return setTimeout(5)
  }
  await expect(allEnded([slow(0), failing, slow(2), slow(3)], 2)).rejects.toThrow('no answer')
  expect(started).toEqual([0])
})
