import { expect, test } from 'vitest'
import { type CleanUpRequest, withRequiredParameters } from './clean-up-request.ts'

test('a required parameter is added to a path whose query holds a question mark', async () => {
  const asked: CleanUpRequest[] = []
  const nothing = { query: {}, headers: {} }
  const required = { list: nothing, read: { query: { v: '1' }, headers: {} }, remove: nothing }
  const ask = withRequiredParameters(
    (request) => {
      asked.push(request)
      return Promise.resolve(undefined)
    },
    { required },
  )
  await ask({ method: 'GET', path: '/items?cursor=abc?x=2&y=3' })
  await ask({ method: 'GET', path: '/items' })
  expect(asked.map(({ path }) => path)).toEqual(['/items?cursor=abc?x=2&y=3&v=1', '/items?v=1'])
})
