import { expect, test } from 'vitest'
import { noSecret } from './no-secret.ts'
import {
  API_KEY,
  observe,
  problemsOf,
  SHOWN,
  type Told,
  TOKEN,
  URL_SENT,
  WRITTEN,
} from '../observation.test-support.ts'

const NEW_RELIC = { type: 'NEW_RELIC', licenseKey: 'f0e1d2c3b4a5968778695a4b3c2d1e0f01234567' }
const members = { DATADOG: WRITTEN, WEBHOOK: { type: 'WEBHOOK', url: URL_SENT, secret: TOKEN }, NEW_RELIC }
const stated = (told: Told): ReturnType<typeof problemsOf> => problemsOf('noSecret', 'stated', { members, ...told })

test('an answer with masks in their own properties only passes', () => {
  const webhook = { type: 'WEBHOOK', url: 'https://hooks.example.com/****LmNo', secret: `${'*'.repeat(32)}6789` }
  expect(stated({ body: { results: [SHOWN, webhook] } })).toEqual([])
  expect(stated({})).toEqual([])
})

test('a secret in its own property is left to the kind redacted', () => {
  expect(stated({ role: 'read', key: 'DATADOG', body: { ...SHOWN, apiKey: API_KEY } })).toEqual([])
})

/** The finding about a part of the key of DATADOG, at a place. */
const found = (place: string): readonly object[] => [
  {
    message: `expected no part of the secret sent at /apiKey; the answer holds 32 of its characters${place}`,
    at: 'body#',
    expected: 'no part of the secret',
    actual: '32 of its characters',
  },
]

test('a secret in another property, another member, or an error is found', () => {
  expect(stated({ role: 'read', key: 'DATADOG', body: { ...SHOWN, note: API_KEY } })).toEqual(found(' at /note'))
  expect(stated({ role: 'read', key: 'DATADOG', body: { ...SHOWN, apiKey: API_KEY, note: API_KEY } })).toEqual(
    found(' at /note'),
  )
  expect(stated({ body: { results: [SHOWN, { type: 'SLACK', teamName: API_KEY }] } })).toEqual(
    found(' at /results/1/teamName'),
  )
  expect(stated({ status: 400, body: { error: 400, errorCode: 'X', detail: `no ${API_KEY}` } })).toEqual(
    found(' at /detail'),
  )
  expect(stated({ status: 500, body: `<html>${API_KEY}</html>` })).toEqual(found(''))
})

test('a secret in the property of its name, where no member is expected, is to be masked', () => {
  const [problem] = stated({ role: 'create', key: 'DATADOG', body: { ...SHOWN, apiKey: API_KEY } })
  expect(problem?.message).toBe(
    'expected a mask of the secret sent at /apiKey; the answer holds 32 of its characters at /apiKey',
  )
})

test('a secret in a link or a key of the body is found', () => {
  expect(stated({ body: { links: [{ rel: 'self', href: `http://x.test/?a=${TOKEN}` }], results: [] } })).toMatchObject([
    { actual: '36 of its characters' },
  ])
  expect(stated({ body: { [TOKEN]: 1 } })).toMatchObject([
    { message: expect.stringMatching(/ in the whole body$/) as string },
  ])
})

test('a secret in a header, such as a cookie, is found under the name of the header', () => {
  const headers = [
    ['Content-Type', 'application/json'],
    ['Set-Cookie', `a=${TOKEN}; Path=/`],
    ['X-Token', Buffer.from(TOKEN).toString('base64')],
  ] as const
  expect(stated({ headers })).toEqual([
    {
      message:
        'expected no part of the secret sent at /secret; the answer holds 36 of its characters in the header Set-Cookie',
      at: 'header:Set-Cookie',
      expected: 'no part of the secret',
      actual: '36 of its characters',
    },
    expect.objectContaining({
      at: 'header:X-Token',
      message: expect.stringMatching(/in base64 in the header X-Token$/) as string,
    }),
  ])
})

test('an older secret in its own property is found', () => {
  const older = 'deadbeefcafebabe0123456789abcdef'
  const told = { members: { DATADOG: { ...WRITTEN, apiKey: older } } }
  expect(
    problemsOf('noSecret', 'stated', { ...told, role: 'read', key: 'SLACK', body: { type: 'SLACK', apiToken: older } }),
  ).toHaveLength(1)
})

test('presumed secrets are found under their own requirement only', () => {
  const body = { status: NEW_RELIC.licenseKey }
  expect(stated({ status: 400, body })).toEqual([])
  expect(problemsOf('noSecret', 'presumed', { members, status: 400, body })).toMatchObject([
    { message: 'expected no part of the secret sent at /licenseKey; the answer holds 40 of its characters at /status' },
  ])
  expect(problemsOf('noSecret', 'presumed', { members, status: 400, body: API_KEY })).toEqual([])
})

test.each([
  ['its own property', { licenseKey: NEW_RELIC.licenseKey }, 0],
  ['another property', { readToken: NEW_RELIC.licenseKey }, 1],
])('a presumed secret that an update left out may come back in %s: %o', (_, shown, count) => {
  const observation = observe({ members, role: 'read', key: 'NEW_RELIC', body: { type: 'NEW_RELIC', ...shown } })
  const known = { ...observation.known, members: new Map() }
  expect(noSecret.check('presumed', { ...observation, known })).toHaveLength(count)
})

test('the message shows no part of the secret', () => {
  const [problem] = stated({ status: 400, body: API_KEY })
  expect(JSON.stringify(problem)).not.toContain(API_KEY.slice(0, 8))
})

test('a secret in a trailer or in the reason phrase is found', () => {
  const trailers = [['X-Debug', TOKEN]] as const
  expect(stated({ trailers })).toMatchObject([{ at: 'header:X-Debug', actual: '36 of its characters' }])
  expect(stated({ status: 400, reason: `No key ${API_KEY}` })).toMatchObject([
    { at: 'status', actual: '32 of its characters' },
  ])
})
