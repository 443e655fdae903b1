import { expect, test } from 'vitest'
import { drawnWithZeros, withZeros } from './with-zeros.ts'

test.each([
  ['deadbeef12345678', '0000000000000000'],
  ['xoxb-12-ab_c', '0000-00-00_0'],
  ['https://hooks.example.com/services/T0/B1', 'https://hooks.example.com/00000000/00/00'],
  ['https://user:S3cret@hooks.example.com/x', '00000://0000:000000@00000.0000000.000/0'],
  ['https://hooks.example.com?token=ab/cd', 'https://hooks.example.com?00000=00/00'],
  ['HTTPS://HOOKS.example.com/x', 'HTTPS://HOOKS.example.com/0'],
  ['https://hooks.example.com', 'https://hooks.example.com'],
  ['пароль1-é', '0000000-0'],
])('%s has the form %s', (secret, expected) => {
  expect([withZeros(secret), drawnWithZeros(secret)]).toEqual([expected, expected])
})

test.each([
  ['8F2c61d7b09E43a5', '0A000000000A0000'],
  ['8f2c61d7b09e43a5g', '0000000000000000g'],
  ['8f2c61d7９b09e43a5', '00000000９00000000'],
])('%s has the form %s if the run has drawn it, and shows nothing else', (secret, expected) => {
  expect(drawnWithZeros(secret)).toBe(expected)
  expect(withZeros(secret)).toBe('0'.repeat(secret.length))
})
