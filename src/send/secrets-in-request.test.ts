import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { secretsIn } from './secrets-in-request.ts'

const KEY = '8f2c61d7b09e43a58f2c61d7b09e43a5'

function found(
  key: string,
  body: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string | undefined])[] {
  const built = { sent: { key, body }, outgoing: {}, meant: undefined } as unknown as Parameters<typeof secretsIn>[0]
  return secretsIn(built, new Map(), CONTRACT).map((secret) => [secret.pointer, secret.key])
}

test('a secret of a body is that of the type in the path and of the type in the body', () => {
  expect(found('DATADOG', { type: 'DATADOG', apiKey: KEY })).toEqual([['/apiKey', 'DATADOG']])
  expect(found('DATADOG', { type: 'OPS_GENIE', apiKey: KEY })).toEqual([
    ['/apiKey', 'DATADOG'],
    ['/apiKey', 'OPS_GENIE'],
  ])
})

test('what is a secret of any type is a secret beside types that have no schema', () => {
  expect(found('HIP_CHAT', { type: 'HIP_CHAT', apiKey: KEY, region: 'EU' })).toEqual([['/apiKey', undefined]])
  expect(found('UNKNOWN', { serviceKey: KEY, password: KEY })).toEqual(
    expect.arrayContaining([
      ['/serviceKey', undefined],
      ['/password', undefined],
    ]),
  )
})

test('a value that another property of the body shows is no secret, but one in two secret properties is', () => {
  expect(found('PROMETHEUS', { type: 'PROMETHEUS', username: KEY, password: KEY })).toEqual([])
  expect(found('NEW_RELIC', { type: 'NEW_RELIC', readToken: KEY, writeToken: KEY })).toHaveLength(2)
  expect(found('DATADOG', { type: 'SLACK', apiKey: KEY, apiToken: KEY }).map(([at]) => at)).toEqual([
    '/apiKey',
    '/apiToken',
  ])
})

test('a secret that stands under an undeclared name too is a secret', () => {
  expect(found('DATADOG', { type: 'DATADOG', apiKey: KEY, apikey: KEY })).toEqual([['/apiKey', 'DATADOG']])
  expect(found('UNKNOWN', { type: 'UNKNOWN', apiKey: KEY, apikey: KEY })).toEqual([])
})

function inText(raw: string): readonly string[] {
  const built = { sent: { key: 'DATADOG' }, outgoing: { body: new TextEncoder().encode(raw) }, meant: undefined }
  const secrets = secretsIn(built as unknown as Parameters<typeof secretsIn>[0], new Map(), CONTRACT)
  return secrets.map(({ value }) => value)
}

test('an escape or a line end divides the secret of a body that is no JSON, so that a report shows it', () => {
  expect(inText(`{"apiKey":"${KEY}`)).toEqual([KEY])
  expect(inText(`{"apiKey":"${KEY}\\xa5"}`)).toEqual([KEY, 'xa5'])
  expect(inText(`{"apiKey":"${KEY}\n${KEY}"}`)).toEqual([KEY, KEY])
})
