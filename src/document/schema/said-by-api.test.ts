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
