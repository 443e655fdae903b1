import { expect, test } from 'vitest'
import { createSaidByApi } from './said-by-api.ts'

test('what the API says of all times is said of each property that is one', () => {
  const said = createSaidByApi('A calendar. The server stores times in UTC to the minute.')
  expect(said('start', { type: 'string', format: 'date-time' })).toEqual({ 'x-changed': true })
  expect(said('title', { type: 'string' })).toEqual({})
})

test('what the API says of a name is said of each property of that name', () => {
  const said = createSaidByApi('`metadata` is merged key by key.')
  expect(said('metadata', { type: 'object' })).toEqual({ 'x-kept': true, 'x-merged': true })
  expect(said('title', { type: 'string' })).toEqual({})
})

test('an item of a list says of each property of its name that values may change, and demands nothing', () => {
  const said = createSaidByApi('Limits:\n- `ttl`: capped at 100. Unique.')
  expect(said('ttl', { type: 'integer' })).toEqual({ 'x-may-change': true })
})
