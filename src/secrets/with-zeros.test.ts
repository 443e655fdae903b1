import { expect, test } from 'vitest'
import { createDigits, sampleBody, withZeros } from './with-zeros.ts'

const SECRETS = ['deadbeef12345678', 'https://hooks.example.com/services/T0/B1']
const mask = (text: string): string => SECRETS.reduce((rest, secret) => rest.replaceAll(secret, '<secret>'), text)

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
  expect(withZeros(secret)).toBe(expected)
})

test('a body has zeros for its secrets, at any depth', () => {
  const body = JSON.stringify({ type: 'X', url: SECRETS[1], list: [{ key: SECRETS[0] }, 7, null] })
  expect(JSON.parse(sampleBody(body, mask) ?? '')).toEqual({
    type: 'X',
    url: 'https://hooks.example.com/00000000/00/00',
    list: [{ key: '0000000000000000' }, 7, null],
  })
})

test.each([
  ['without a secret', '{"type":"X"}'],
  ['that is no JSON', '{"key":"deadbeef12345678"'],
  ['with a key twice', '{"key":"deadbeef12345678","key":"b"}'],
  ['with white space', '{ "key":"deadbeef12345678" }'],
])('a body %s has no sample', (_what, body) => {
  expect(sampleBody(body, mask)).toBeUndefined()
})

test('each secret of a case has another digit, and the same one in all of its bodies', () => {
  const digits = createDigits()
  const body = (secret = ''): string | undefined => sampleBody(JSON.stringify({ key: secret }), mask, digits)
  expect([body(SECRETS[0]), body(SECRETS[1]), body(SECRETS[0])]).toEqual([
    '{"key":"0000000000000000"}',
    '{"key":"https://hooks.example.com/11111111/11/11"}',
    '{"key":"0000000000000000"}',
  ])
})

test('a body whose names hold a secret has no sample', () => {
  expect(sampleBody('{"deadbeef12345678":1}', mask)).toBeUndefined()
})
