import { expect, test } from 'vitest'
import type { Session } from './session.ts'
import { isAnswered, learnFrom, tellOneByOne } from './side-by-side.ts'

const answered = { late: false, exchanges: [], apart: false, closed: false }
const late = { ...answered, late: true }
const closed = { ...answered, closed: true, exchanges: [{ failure: 'closed' }] } as unknown as typeof answered
const broken = { ...answered, exchanges: [{ response: { defect: 'cut' } }] } as unknown as typeof answered
const refused = { ...answered, late: true, apart: true }

const learned = (...attempts: Parameters<typeof learnFrom>[0]): object => {
  const sideBySide = { most: 8, proven: 1, tried: new Set<never>() }
  learnFrom(attempts, { sideBySide } as unknown as Session)
  return { most: sideBySide.most, proven: sideBySide.proven }
}

test('after a late answer beside others, requests wait for each other', () => {
  expect(learned(answered, answered, answered)).toEqual({ most: 8, proven: 3 })
  expect(learned(answered, late)).toEqual({ most: 1, proven: 1 })
  expect(learned(late)).toEqual({ most: 8, proven: 1 })
})

test('a connection that is closed once teaches nothing, and one that is closed again does', () => {
  const session = { sideBySide: { most: 8, proven: 1, tried: new Set<never>() } }
  const mostAfter = (...attempts: Parameters<typeof learnFrom>[0]): number => {
    learnFrom(attempts, session as unknown as Session)
    return session.sideBySide.most
  }
  expect(mostAfter(answered, closed)).toBe(8)
  expect(mostAfter(answered, answered)).toBe(8)
  expect(mostAfter(closed, answered)).toBe(8)
  expect(mostAfter(answered, closed)).toBe(1)
})

test('a late answer beside a closed connection is a late answer', () => {
  expect(learned(closed, late)).toEqual({ most: 1, proven: 1 })
})

test('what is proven stays, and the change to one request after another is told once', () => {
  const sideBySide = { most: 8, proven: 1, tried: new Set<never>() }
  const hints: string[] = []
  const session = { sideBySide, onHint: (hint: string) => hints.push(hint) } as unknown as Session
  learnFrom([answered, answered, answered], session)
  learnFrom([answered, answered], session)
  tellOneByOne(session)
  expect([sideBySide, hints]).toMatchObject([{ most: 8, proven: 3 }, []])
  learnFrom([answered, broken], session)
  tellOneByOne(session)
  tellOneByOne(session)
  learnFrom([answered, answered], session)
  expect([sideBySide, hints.length]).toMatchObject([{ most: 1, proven: 3 }, 1])
})

test('a request without a challenge says nothing about requests beside it', () => {
  expect(learned(refused, refused, refused)).toEqual({ most: 8, proven: 1 })
  expect(learned(answered, refused, answered)).toEqual({ most: 8, proven: 2 })
  expect(learned(answered, refused, late)).toEqual({ most: 1, proven: 1 })
  expect([answered, refused, late].map(isAnswered)).toEqual([true, true, false])
})
