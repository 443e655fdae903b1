import { expect, test } from 'vitest'
import { sampleBody } from './sample-body.ts'
import { createDigits } from './with-zeros.ts'

const SECRETS = ['deadbeef12345678', 'https://hooks.example.com/services/T0/B1', 'k7promq']
const mask = (text: string): string => SECRETS.reduce((rest, secret) => rest.replaceAll(secret, '<secret>'), text)

test('a body has zeros for its secrets, at any depth', () => {
  const body = JSON.stringify({ type: 'X', url: SECRETS[1], list: [{ key: SECRETS[0] }, 7, null] })
  expect(JSON.parse(sampleBody(body, { mask }) ?? '')).toEqual({
    type: 'X',
    url: 'https://hooks.example.com/00000000/00/00',
    list: [{ key: '0000000000000000' }, 7, null],
  })
})

test.each([
  ['that is no JSON', '{"key":"deadbeef12345678"', '{"key":"0000000000000000"'],
  ['with a bad escape', '{"key":"deadbeef12345678\\xa5"}', '{"key":"0000000000000000\\xa5"}'],
  ['with a key twice', '{"key":"deadbeef12345678","key":"b"}', '{"key":"0000000000000000","key":"b"}'],
  ['with white space', '{ "key":"deadbeef12345678" }', '{ "key":"0000000000000000" }'],
  ['with a secret as a name', '{"deadbeef12345678":1}', '{"0000000000000000":1}'],
  ['with two secrets in a text', 'deadbeef12345678 and k7promq', '0000000000000000 and 0000000'],
])('a body %s has zeros in its text', (_what, body, expected) => {
  expect(sampleBody(body, { mask })).toBe(expected)
})

test.each([
  ['without a secret', '{"type":"X"}', mask],
  ['whose secret is escaped', '{"key":"\\u0064eadbeef" }', () => '{"key":"<secret>" }'],
  ['whose secrets stand side by side', 'deadbeef12345678k7promq', mask],
])('a body %s has no sample', (_what, body, masking) => {
  expect(sampleBody(body, { mask: masking })).toBeUndefined()
})

test('each secret of a case has another digit, and the same one in all of its bodies', () => {
  const digits = createDigits()
  const body = (secret = ''): string | undefined => sampleBody(JSON.stringify({ key: secret }), { mask, digits })
  expect([body(SECRETS[0]), body(SECRETS[1]), body(SECRETS[0])]).toEqual([
    '{"key":"0000000000000000"}',
    '{"key":"https://hooks.example.com/11111111/11/11"}',
    '{"key":"0000000000000000"}',
  ])
})

test('a text that holds another secret of the body holds its digits', () => {
  const body = JSON.stringify({ password: 'k7promq', username: 'admin-k7promq' })
  expect(sampleBody(body, { mask })).toBe('{"password":"0000000","username":"admin-0000000"}')
})
