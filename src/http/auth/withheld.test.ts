import { expect, test } from 'vitest'
import type { Reply, TargetRequest } from '../target.ts'
import type { CredentialPlace } from '../credential-place.ts'
import { cookiesIn, withholding } from './withheld.ts'

const REQUEST: TargetRequest = {
  method: 'GET',
  path: '/notes?api_key=one&page=2',
  headers: [
    ['X-API-Key', 'two'],
    ['Cookie', 'sid=three; theme=dark'],
  ],
}

test.each<[string, CredentialPlace, Partial<TargetRequest>]>([
  ['a header, in any case', { in: 'header', name: 'x-api-key' }, { headers: [['Cookie', 'sid=three; theme=dark']] }],
  [
    'a cookie',
    { in: 'cookie', name: 'sid' },
    {
      headers: [
        ['X-API-Key', 'two'],
        ['Cookie', 'theme=dark'],
      ],
    },
  ],
  ['a query parameter', { in: 'query', name: 'api_key' }, { path: '/notes?page=2' }],
])('leaves out %s, and nothing else', async (_, place, expected) => {
  const sent: TargetRequest[] = []
  const send = withholding((request) => {
    sent.push(request)
    return Promise.resolve<Reply>({ answered: false, failure: 'aborted', reason: 'a test' })
  })
  await send({ ...REQUEST, withheld: [place] })
  await send(REQUEST)
  expect(sent).toEqual([{ ...REQUEST, ...expected }, REQUEST])
})

test('the cookies of a header are told by name', () => {
  expect(cookiesIn('sid=a=b; theme=dark;')).toEqual(['sid', 'theme'])
})
