import { expect, test } from 'vitest'
import { issuedTokens } from './issued-tokens.ts'

test('the tokens of an answer are found by their names', () => {
  const text = '{"access_token": "a.b-c", "token_type":"Bearer", "refresh_token":"d", "id_token":"", "expires_in": 60}'
  expect(issuedTokens(text)).toEqual(['a.b-c', 'd'])
  expect(issuedTokens('{"error":"invalid_client"}')).toEqual([])
})
