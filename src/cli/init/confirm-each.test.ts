import { expect, test } from 'vitest'
import { confirmEach } from './confirm-each.ts'

test('each resource is asked for, and written only after a yes', async () => {
  const answers: Readonly<Record<string, string>> = { note: 'y', comment: '', order: ' YES ', user: 'yeah' }
  const asked: string[] = []
  const confirmed = await confirmEach(Object.keys(answers), 'api.example', (question) => {
    asked.push(question)
    return Promise.resolve(answers[/ of (\w+) at /.exec(question)?.[1] ?? ''] ?? '')
  })
  expect([...confirmed]).toEqual(['note', 'order'])
  expect(asked[0]).toBe('May the look create, change and delete members of its own of note at api.example? [y/N] ')
  expect(asked.length).toBe(4)
})
