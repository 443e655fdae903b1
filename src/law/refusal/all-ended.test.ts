import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allEnded } from './all-ended.ts'

test('the values come in the order of the promises', async () => {
  expect(await allEnded([setTimeout(5, 'slow'), Promise.resolve('fast')])).toEqual(['slow', 'fast'])
})

test('a failure is thrown once the others have ended', async () => {
  const ended: string[] = []
  const slow = setTimeout(20).then(() => ended.push('slow'))
  await expect(allEnded([Promise.reject(new Error('no answer')), slow])).rejects.toThrow('no answer')
  expect(ended).toEqual(['slow'])
})
