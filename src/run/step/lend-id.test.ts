import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import type { PlannedRequest } from '../../plan/planned-case.ts'
import { lendId, type ShownIds } from './lend-id.ts'

const request = (value: object): PlannedRequest => ({
  operation: 'update',
  as: 'owner',
  query: {},
  headers: {},
  key: 'SLACK',
  body: { value },
})
const ids = (shown: Readonly<Record<string, unknown>>): ShownIds =>
  new Map(Object.entries(shown).map(([key, id]) => [key, { id }]))

const lent = (value: object, own: ShownIds, others: readonly ShownIds[] = []): unknown => {
  const { body } = lendId(request(value), { own, others, contract: CONTRACT })
  return body !== undefined && 'value' in body ? (body.value as { id?: unknown }).id : undefined
}

test('the id in a body becomes the id of another member, and never that of its own', () => {
  for (const channelName of ['a', 'b', 'c', 'd'])
    expect(lent({ channelName, id: 'x' }, ids({ SLACK: '1', DATADOG: '2' }))).toBe('2')
  expect(lent({ id: 'x' }, ids({ SLACK: '1' }))).toBe('x')
  expect(lent({ id: 'x' }, ids({ DATADOG: 7 })), 'no text').toBe('x')
})

test('a body without an id, or with an empty one, stays as it is', () => {
  for (const value of [{}, { id: null }, { id: '' }, { id: 7 }])
    expect(lent(value, ids({ DATADOG: '2' }))).toBe((value as { id?: unknown }).id)
})

test('in turn the id is that of the same key in another group, of another key, and of another key there', () => {
  const names = Array.from({ length: 40 }, (_, index) => `name ${index}`)
  const seen = names.map((channelName) =>
    lent({ channelName, id: 'x' }, ids({ SLACK: '1', DATADOG: '2' }), [ids({ SLACK: '3', WEBHOOK: '4' })]),
  )
  expect(new Set(seen)).toEqual(new Set(['2', '3', '4']))
  expect(seen.filter((id) => id === '3').length).toBeGreaterThan(8)
  // A shorter history has the same.
  expect(
    lent({ channelName: 'name 0', id: 'x' }, ids({ SLACK: '1', DATADOG: '2' }), [ids({ SLACK: '3', WEBHOOK: '4' })]),
  ).toBe(seen[0])
})
