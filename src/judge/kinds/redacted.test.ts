import { expect, test } from 'vitest'
import {
  API_KEY,
  MASKED_KEY,
  problemsOf,
  SHOWN,
  type Told,
  TOKEN,
  URL_SENT,
  WRITTEN,
} from '../observation.test-support.ts'

const read = (key: string, values: Record<string, unknown>, body: object): Told => ({
  role: 'read',
  key,
  members: { [key]: { type: key, ...values } },
  body: { type: key, ...body },
})
const datadog = (apiKey: unknown, sent = API_KEY, more: Told = {}): Told => ({
  ...read('DATADOG', { apiKey: sent }, { apiKey }),
  ...more,
})
const prometheus = (body: object): Told => read('PROMETHEUS', { password: TOKEN }, body)
const webhook = (url: unknown, sent = URL_SENT): Told => read('WEBHOOK', { url: sent }, { url })

test.each([MASKED_KEY, '*'.repeat(32), '****', `****${API_KEY.slice(-2)}`, 'REDACTED', '', null, 12, undefined])(
  'a key may come back as %j',
  (apiKey) => {
    expect(problemsOf('redacted', 'tail', datadog(apiKey))).toEqual([])
  },
)

test.each([
  [
    API_KEY,
    'expected a mask that shows at most the last 4 characters of the secret; it has 32 characters and is shown whole',
  ],
  [
    `${'*'.repeat(27)}${API_KEY.slice(-5)}`,
    'expected a mask that shows at most the last 4 characters of the secret; the last 5 are visible',
  ],
  [
    `${API_KEY.slice(0, 4)}${'*'.repeat(28)}`,
    'expected a mask that shows at most the last 4 characters of the secret; characters before these are visible',
  ],
  [
    `****${API_KEY.slice(8, 16)}****${API_KEY.slice(-4)}`,
    'expected a mask that shows at most the last 4 characters of the secret; characters before these are visible',
  ],
  [
    `key ${API_KEY.slice(0, 28)}`,
    'expected a mask that shows at most the last 4 characters of the secret; characters before these are visible',
  ],
])('a key must not come back as %j', (apiKey, message) => {
  expect(problemsOf('redacted', 'tail', datadog(apiKey))).toEqual([
    { message, at: 'body#/apiKey', expected: 'a mask that shows at most the last 4 characters', actual: apiKey },
  ])
})

test('the mask of another secret shows nothing of this one, also where both have a character at one index', () => {
  const another = `${'*'.repeat(28)}e${API_KEY.slice(-3, -1)}x`
  expect(problemsOf('redacted', 'tail', datadog(another))).toEqual([])
  const five = `${'*'.repeat(27)}${API_KEY.slice(-5, -1)}x`
  expect(problemsOf('redacted', 'tail', datadog(five))).toHaveLength(1)
})

test('even a short secret is never shown in full', () => {
  expect(problemsOf('redacted', 'tail', datadog('*bc', 'abc'))).toEqual([])
  expect(problemsOf('redacted', 'tail', datadog('abc', 'abc'))).toEqual([
    {
      message:
        'expected a mask that shows at most the last 2 characters of the secret; it has 3 characters and is shown whole',
      at: 'body#/apiKey',
      expected: 'a mask that shows at most the last 2 characters',
      actual: 'abc',
    },
  ])
  expect(problemsOf('redacted', 'tail', datadog('a', 'a')).map(({ message }) => message)).toEqual([
    'expected a mask that shows no character of the secret; it has 1 character and is shown whole',
  ])
  expect(problemsOf('redacted', 'tail', datadog('', ''))).toEqual([])
})

test('the tail is counted in code points', () => {
  const secret = `${'s'.repeat(8)}🙂🙃🙂🙃🙂`
  expect(problemsOf('redacted', 'tail', datadog('****🙃🙂🙃🙂', secret))).toEqual([])
  expect(problemsOf('redacted', 'tail', datadog('****🙂🙃🙂🙃🙂', secret))).toHaveLength(1)
})

test('in lists and envelopes the place is a pointer from the root', () => {
  const members = { DATADOG: WRITTEN }
  expect(
    problemsOf('redacted', 'tail', { members, body: { results: [{}, { ...SHOWN, apiKey: API_KEY }] } }),
  ).toMatchObject([{ at: 'body#/results/1/apiKey' }])
  const enveloped = { role: 'read', key: 'DATADOG', query: { envelope: 'true' } } as const
  expect(
    problemsOf('redacted', 'tail', {
      ...enveloped,
      members,
      body: { status: 200, content: { ...SHOWN, apiKey: API_KEY } },
    }),
  ).toMatchObject([{ at: 'body#/content/apiKey' }])
})

test.each([
  'https://hooks.example.com/****',
  'https://hooks.example.com/****LmNo',
  'HTTPS://HOOKS.example.com/****LmNo',
  'https://hooks.example.com/',
  'https://hooks.example.com',
  '****',
  null,
])('a URL may come back as %j', (url) => {
  expect(problemsOf('redacted', 'url', webhook(url))).toEqual([])
})

test.each([
  [URL_SENT, 'expected the origin, "/****" and at most the last 4 characters of the URL; more of it is visible'],
  ['https://hooks.example.com/****3LmNo', undefined],
  [
    'https://hooks.example.com/services/****LmNo',
    'expected the origin, "/****" and at most the last 4 characters of the URL; more of it is visible',
  ],
  [
    'https://hooks.example.com/****93LmNo',
    'expected the origin, "/****" and at most the last 4 characters of the URL; the last 6 of its path are visible',
  ],
  [
    'https://hooks.example.com/****?k=Pq****',
    'expected the origin, "/****" and at most the last 4 characters of the URL; more of it is visible',
  ],
])('a URL must not come back as %j', (url, message) => {
  const [problem, ...others] = problemsOf('redacted', 'url', webhook(url))
  expect(others).toEqual([])
  expect(problem).toMatchObject({ at: 'body#/url', actual: url, ...(message === undefined ? {} : { message }) })
})

test('a URL without a path has nothing to mask', () => {
  expect(problemsOf('redacted', 'url', webhook('https://a.example.com', 'https://a.example.com'))).toEqual([])
})

test('a never returned property is a problem with any value, even a mask', () => {
  expect(problemsOf('redacted', 'never', prometheus({}))).toEqual([])
  expect(problemsOf('redacted', 'never', prometheus({ password: null }))).toEqual([])
  for (const password of [TOKEN, '****', '']) {
    expect(problemsOf('redacted', 'never', prometheus({ password }))).toEqual([
      {
        message: 'expected nothing; the secret property is in the answer',
        at: 'body#/password',
        expected: 'nothing',
        actual: password,
      },
    ])
  }
  expect(
    problemsOf('redacted', 'never', { ...prometheus({ password: 'x' }), members: {}, foreign: ['PROMETHEUS'] }),
  ).toHaveLength(1)
})

test('a mask is as long as the key, in characters or in UTF-16 units', () => {
  expect(problemsOf('redacted', 'length', datadog(MASKED_KEY))).toEqual([])
  expect(problemsOf('redacted', 'length', datadog('****', '🙂🙂🙂🙂'))).toEqual([])
  // A server may drop control characters.
  expect(problemsOf('redacted', 'length', datadog('******', 'abc\ndef'))).toEqual([])
  expect(problemsOf('redacted', 'length', datadog('********', '🙂🙂🙂🙂'))).toEqual([])
  expect(problemsOf('redacted', 'length', datadog('****e8f9'))).toEqual([
    {
      message: 'expected a mask of 32 characters, the length of the secret; the mask has 8',
      at: 'body#/apiKey',
      expected: 32,
      actual: 8,
    },
  ])
  expect(problemsOf('redacted', 'length', webhook('https://hooks.example.com/****'))).toEqual([])
})

test('presumed secrets are judged under their own requirement only', () => {
  const key = 'f'.repeat(20) + API_KEY.slice(0, 20)
  const told = read(
    'NEW_RELIC',
    { licenseKey: key, readToken: key, writeToken: key },
    { licenseKey: key, readToken: '****', writeToken: key },
  )
  expect(problemsOf('redacted', 'tail', told)).toEqual([])
  expect(problemsOf('redacted', 'length', told)).toEqual([])
  expect(problemsOf('redacted', 'presumed', told).map(({ at }) => at)).toEqual(['body#/licenseKey', 'body#/writeToken'])
  expect(problemsOf('redacted', 'presumed', datadog(API_KEY))).toEqual([])
})

test('a secret in clear is found in its own property, also where it is not known to be the last one', () => {
  expect(problemsOf('redacted', 'tail', datadog(API_KEY, API_KEY, { doubtful: ['DATADOG'] }))).toMatchObject([
    {
      message: 'expected a mask of the secret; 32 characters of one that was sent for this property are visible',
      at: 'body#/apiKey',
    },
  ])
  const hook = read('WEBHOOK', { url: URL_SENT }, { url: URL_SENT })
  expect(problemsOf('redacted', 'url', { ...hook, doubtful: ['WEBHOOK'] })).toHaveLength(1)
  const relic = read('NEW_RELIC', { licenseKey: TOKEN }, { licenseKey: TOKEN })
  expect(problemsOf('redacted', 'presumed', { ...relic, doubtful: ['NEW_RELIC'] })).toEqual([])
})

test('an unknown secret, and a property that holds a sent mask, are not judged', () => {
  expect(problemsOf('redacted', 'tail', datadog(MASKED_KEY, API_KEY, { doubtful: ['DATADOG'] }))).toEqual([])
  expect(problemsOf('redacted', 'tail', datadog(API_KEY, API_KEY, { members: {}, foreign: ['DATADOG'] }))).toEqual([])
  expect(problemsOf('redacted', 'tail', datadog(MASKED_KEY, MASKED_KEY))).toEqual([])
})
