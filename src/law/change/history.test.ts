import { expect, test } from 'vitest'
import { historyFrom, type MemberMove, shrinkHistory } from './history.ts'

test('a history depends on its seed alone, and ends with a read of both members', () => {
  expect(historyFrom(7, { length: 12, hasUpdates: true })).toEqual(historyFrom(7, { length: 12, hasUpdates: true }))
  expect(historyFrom(7, { length: 12, hasUpdates: true })).not.toEqual(historyFrom(8, { length: 12, hasUpdates: true }))
  expect(historyFrom(7, { length: 12, hasUpdates: true }).slice(-2)).toMatchObject([
    { kind: 'read', who: 0 },
    { kind: 'read', who: 1 },
  ])
  const [update, look] = historyFrom(7, { length: 12, hasUpdates: true })
  expect([update?.kind, look]).toMatchObject(['update', { kind: 'read', who: update?.who === 0 ? 1 : 0 }])
  expect(historyFrom(7, { length: 12, hasUpdates: false }).some(({ kind }) => kind === 'update')).toBe(false)
})

test('a failing history is shortened to the moves that it needs', async () => {
  const moves = historyFrom(1, { length: 12, hasUpdates: true })
  const short = await shrinkHistory(moves, { runs: 20, fails: (all) => Promise.resolve(needs(all)) })
  expect(short.length).toBe(2)
  expect(needs(short)).toBe(true)
})

function needs(all: readonly MemberMove[]): boolean {
  return all.some(({ kind, who }) => kind === 'update' && who === 1)
}
