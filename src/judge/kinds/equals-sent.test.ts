import { expect, test } from 'vitest'
import { API_KEY, MASKED_KEY, problemsOf, SHOWN, type Told, URL_SENT, WRITTEN } from '../observation.test-support.ts'

const members = { DATADOG: WRITTEN }
const read = (body: unknown, more: Told = {}): Told => ({ role: 'read', key: 'DATADOG', members, body, ...more })
const list = (results: readonly unknown[], more: Told = {}): Told => ({ members, body: { results }, ...more })

test('a member with the written values and a masked secret passes', () => {
  for (const expected of ['all', 'own']) expect(problemsOf('equalsSent', expected, read(SHOWN))).toEqual([])
  expect(problemsOf('equalsSent', 'all', list([{ type: 'SLACK' }, SHOWN]))).toEqual([])
})

test('a different or missing value is a problem', () => {
  const { region: _, ...rest } = SHOWN
  expect(problemsOf('equalsSent', 'all', read({ ...SHOWN, region: 'US' }))).toEqual([
    { message: 'expected the value that was sent', at: 'body#/region', expected: 'EU', actual: 'US' },
  ])
  expect(problemsOf('equalsSent', 'all', list([rest]))).toEqual([
    { message: 'expected the value that was sent', at: 'body#/results/0/region', expected: 'EU', actual: 'nothing' },
  ])
})

test('a mask of another secret, or a value that is not a text, is a problem', () => {
  for (const [apiKey, told] of [
    [
      `${'*'.repeat(28)}0000`,
      'the 4 visible characters (29 to 32 of 32) are not the last 4 of the secret: the mask may be that of an older value, or of another member',
    ],
    [12, 'the value is a number and not a text'],
    [{}, 'the value is a list or an object and not a text'],
  ] as const) {
    expect(problemsOf('equalsSent', 'all', read({ ...SHOWN, apiKey }))).toEqual([
      {
        message: `expected a mask of the secret that was sent; ${told}`,
        at: 'body#/apiKey',
        expected: 'a mask of the secret that was sent',
        actual: apiKey,
      },
    ])
  }
  for (const apiKey of [MASKED_KEY, API_KEY, '****', `****${API_KEY.slice(-1)}`, null, undefined])
    expect(problemsOf('equalsSent', 'all', read({ ...SHOWN, apiKey })), String(apiKey)).toEqual([])
})

test('a URL may come back as origin, asterisks and tail', () => {
  const written = { WEBHOOK: { type: 'WEBHOOK', url: URL_SENT } }
  const shown = (url: string): Told => ({
    role: 'read',
    key: 'WEBHOOK',
    members: written,
    body: { type: 'WEBHOOK', url },
  })
  for (const url of ['https://hooks.example.com/****', 'https://hooks.example.com/****LmNo'])
    expect(problemsOf('equalsSent', 'all', shown(url)), url).toEqual([])
  expect(problemsOf('equalsSent', 'all', shown('https://hooks.example.com/****abcd'))).toHaveLength(1)
})

test('never returned properties, the id and the key are not compared', () => {
  const written = { PROMETHEUS: { type: 'X', id: 'mine', username: 'u', password: 'secret-password' } }
  const body = { type: 'PROMETHEUS', id: 'theirs', username: 'u' }
  expect(problemsOf('equalsSent', 'all', { role: 'read', key: 'PROMETHEUS', members: written, body })).toEqual([])
})

const channel = (channelName: string): Told => ({
  role: 'read',
  key: 'SLACK',
  members: { SLACK: { channelName: ' a\u0301 ' } },
  body: { type: 'SLACK', channelName },
})

test('text is compared exactly: composed, decomposed, spaced', () => {
  expect(problemsOf('equalsSent', 'all', channel(' a\u0301 '))).toEqual([])
  expect(problemsOf('equalsSent', 'all', channel(' \u00e1 '))).toHaveLength(1)
  expect(problemsOf('equalsSent', 'all', channel('a\u0301'))).toHaveLength(1)
})

test('own: the member in the path, which must be present', () => {
  const wrong = { ...SHOWN, region: 'US' }
  expect(problemsOf('equalsSent', 'own', list([wrong], { key: 'SLACK', role: 'create' }))).toEqual([
    {
      message: 'expected SLACK in the answer; SLACK is missing',
      at: 'body#/results',
      expected: 'SLACK',
      actual: 'no such member',
    },
  ])
  expect(problemsOf('equalsSent', 'own', list([wrong], { key: 'DATADOG', role: 'create' }))).toHaveLength(1)
  expect(problemsOf('equalsSent', 'own', read([], {}))).toMatchObject([{ at: 'body#' }])
})

test('others: all members but the member in the path', () => {
  const wrong = { ...SHOWN, region: 'US' }
  expect(problemsOf('equalsSent', 'others', list([wrong], { key: 'SLACK', role: 'create' }))).toHaveLength(1)
  expect(problemsOf('equalsSent', 'others', list([wrong], { key: 'DATADOG', role: 'create' }))).toEqual([])
})

test('foreign and doubtful members are not compared', () => {
  const wrong = { ...SHOWN, region: 'US' }
  expect(problemsOf('equalsSent', 'all', read(wrong, { members: {}, foreign: ['DATADOG'] }))).toEqual([])
  expect(problemsOf('equalsSent', 'all', read(wrong, { doubtful: ['DATADOG'] }))).toEqual([])
})

const afterNull = (body: object): Told => ({
  role: 'read',
  key: 'SLACK',
  members: { SLACK: { channelName: null } },
  body,
})

test('an allowed null comes back as null, or is omitted', () => {
  expect(problemsOf('equalsSent', 'own', afterNull({ type: 'SLACK', channelName: null }))).toEqual([])
  expect(problemsOf('equalsSent', 'own', afterNull({ type: 'SLACK' }))).toEqual([])
  for (const channelName of ['null', '', 'what was there'])
    expect(problemsOf('equalsSent', 'own', afterNull({ type: 'SLACK', channelName })), channelName).toHaveLength(1)
})

test('observed values are not compared: disallowed nulls, undeclared properties, unusual text', () => {
  const sent = { type: 'SLACK', teamName: null, undeclared: 1, channelName: '' }
  const shown: Told = {
    role: 'read',
    key: 'SLACK',
    members: { SLACK: sent },
    body: { type: 'SLACK', teamName: 'x', channelName: 'y' },
  }
  expect(problemsOf('equalsSent', 'own', shown)).toEqual([])
  for (const channelName of ['x'.repeat(1001), 'a\u0000b', 'a\nb', '\ud800'])
    expect(
      problemsOf('equalsSent', 'own', { ...shown, members: { SLACK: { ...sent, channelName } } }),
      JSON.stringify(channelName),
    ).toEqual([])
  for (const channelName of ['x'.repeat(1000), ' ', 'ü'])
    expect(
      problemsOf('equalsSent', 'own', { ...shown, members: { SLACK: { ...sent, channelName } } }),
      JSON.stringify(channelName),
    ).toHaveLength(1)
})

test('a value or a mask that an earlier request sent is told as that', () => {
  const older = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
  const writes = [{ body: { region: 'US', apiKey: older }, status: 400 }]
  const empty = { idsBefore: new Set<string>(), idsSince: [], sentId: undefined, knewSentId: false }
  const places = [{ ...empty, group: 'here', key: 'DATADOG', sent: new Map(), writes }]
  const recalled = { group: 'here', places, firstShown: new Map() }
  const shown = { ...SHOWN, region: 'US', apiKey: `${'*'.repeat(28)}8f90` }
  expect(problemsOf('equalsSent', 'own', read(shown, { recalled })).map(({ message }) => message)).toEqual([
    'expected a mask of the secret that was sent; the answer masks the secret of a refused request',
    'expected the value that was sent; the answer has the value of a refused request',
  ])
})

test('the mask of a URL shows the host of the URL that was sent last, if it shows a host that was sent', () => {
  const [older, url] = ['https://hooks-1a2b3c.example.com/a1b2c3d4e5', 'https://hooks-4d5e6f.example.com/f6e5d4c3b2']
  const empty = { idsBefore: new Set<string>(), idsSince: [], sentId: undefined, knewSentId: false }
  const writes = [{ body: { url: older }, status: 200 }]
  const places = [{ ...empty, group: 'here', key: 'WEBHOOK', sent: new Map(), writes }]
  const recalled = { group: 'here', places, firstShown: new Map() }
  const problems = (shown: string): unknown =>
    problemsOf('equalsSent', 'own', {
      role: 'read',
      key: 'WEBHOOK',
      members: { WEBHOOK: { type: 'WEBHOOK', url } },
      body: { type: 'WEBHOOK', url: shown },
      recalled,
    })
  expect(problems('https://hooks-1a2b3c.example.com/****')).toMatchObject([
    {
      message:
        'expected a mask of the secret that was sent; the answer masks the secret of an earlier write, by its host',
      expected: 'a mask that shows https://hooks-4d5e6f.example.com',
      actual: 'https://hooks-1a2b3c.example.com/****',
    },
  ])
  for (const shown of [
    'https://hooks-4d5e6f.example.com/****',
    'https://****',
    'https://hidden.example.com/****',
    '****',
  ])
    expect(problems(shown), shown).toEqual([])
})

test('the answer to a request for one member that shows another wrongly says so', () => {
  const [problem] = problemsOf('equalsSent', 'others', {
    ...list([{ type: 'SLACK' }, { ...SHOWN, region: 'US' }]),
    role: 'create',
    key: 'SLACK',
  })
  expect(problem?.message).toBe('expected the value that was sent for DATADOG, which the request does not name')
})
