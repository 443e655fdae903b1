import { expect, test } from 'vitest'
import { ANSWER_LAWS } from './answer-laws.ts'
import { LAWS } from './laws.ts'

test('each law has an id of its own, a sentence and a source', () => {
  const all = [...LAWS, ...ANSWER_LAWS]
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { id, text, source } of all) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)+$/)
    expect(text).toMatch(/^[A-Z].*\.$/)
    expect(source.length).toBeGreaterThan(5)
  }
})
