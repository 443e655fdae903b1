import { expect, test } from 'vitest'
import type { Resource } from '../../resource/model.ts'
import type { Answer } from '../session/exchange.ts'
import type { Walk } from '../walk/walk-list.ts'
import { inList, listedUntil, readInList } from './read-in-list.ts'

const RESOURCE = {
  key: { parameters: ['id'], address: { value: { id: '/id' } } },
  list: { operation: 'list', items: { value: '/items' } },
} as unknown as Resource

/** A walk through pages of members. */
function walkOf(pages: readonly (readonly object[])[], complete = true): Walk {
  const answers = pages.map((items, exchange) => ({
    answer: { status: 200, json: { items }, exchange } as unknown as Answer,
    members: items,
  }))
  return { pages: answers, last: answers.at(-1)?.answer, complete } as unknown as Walk
}

test('a walk ends at the page that shows the member', () => {
  const { until } = listedUntil({ own: ['7'] }, RESOURCE)
  expect(until?.([{ id: 5 }])).toBe(false)
  expect(until?.([{ id: 5 }, { id: 7 }])).toBe(true)
})

test('the item of a list is the body of the read, and a problem has its place in the list', () => {
  const read = readInList({ own: ['7'] }, walkOf([[{ id: 5 }], [{ id: 6 }, { id: 7, text: 'a' }]], false), RESOURCE)
  expect([read.status, read.json, read.exchange]).toEqual([200, { id: 7, text: 'a' }, 1])
  const problem = { signature: 'x', message: 'expected "b"', at: 'body#/text', expected: 'b', actual: 'a' }
  expect(inList(problem, read, RESOURCE).at).toBe('body#/items/1/text')
})

test('a list without the member says so, and one that is too long or shows no keys tells nothing', () => {
  const read = readInList({ own: ['7'] }, walkOf([[{ id: 5 }]]), RESOURCE)
  const problem = { signature: 'x', message: 'expected 2xx, got 404', at: 'status', expected: '2xx', actual: 404 }
  expect(inList(problem, read, RESOURCE)).toMatchObject({
    message: 'expected 2xx, got none in the list',
    at: 'body#',
    actual: 'no such member',
  })
  expect(() => readInList({ own: ['7'] }, walkOf([[{ id: 5 }]], false), RESOURCE)).toThrow('too many pages')
  expect(() => readInList({ own: ['7'] }, walkOf([[{ text: 'a' }]]), RESOURCE)).toThrow('keys')
})
