import { expect, test } from 'vitest'
import { KINDS } from '../kinds.ts'
import { observe, problemsOf } from '../observation.test-support.ts'

const ERROR = { error: 400, errorCode: 'X' }

function told(status: number, rule: string, part: 'body' | 'query' | 'path' = 'body') {
  return {
    role: 'create' as const,
    key: 'SLACK',
    status,
    body: ERROR,
    request: { broken: { part, rule, text: `${rule} at /channelName` } },
  }
}

test.each([
  ['minLength', told(400, 'minLength')],
  [['minLength', 'maxLength'], told(400, 'maxLength')],
  ['all', told(400, 'maximum', 'query')],
  ['all', told(400, 'pattern', 'path')],
  ['all', told(404, 'pattern', 'path')],
  ['minLength', told(200, 'maxLength')],
])('%j accepts a refusal by its rule, and ignores other requests', (expected, answer) => {
  expect(problemsOf('refused', expected, answer)).toEqual([])
})

test.each([
  [200, 'body', '400'],
  [401, 'body', '400'],
  [403, 'body', '400'],
  [404, 'body', '400'],
  [409, 'body', '400'],
  [429, 'query', '400'],
  [500, 'path', '400 or 404'],
  [403, 'path', '400 or 404'],
] as const)('a %d is no refusal of the %s', (status, part, wanted) => {
  expect(problemsOf('refused', 'all', told(status, 'minLength', part))).toEqual([
    {
      message: `expected status ${wanted}, because the request violates minLength at /channelName; the answer is ${status}`,
      at: 'status',
      expected: `${wanted}, because the request violates minLength at /channelName`,
      actual: status,
    },
  ])
})

test.each([
  ['maxLength 80 at /channelName', ', which has 81 characters'],
  ['maxLength 9 at /other', ''],
])('the body that violates %s first is told so: %j', (text, value) => {
  const body = { type: 'SLACK', apiToken: 'xoxb-1', channelName: 'a'.repeat(81) }
  const request = { body, broken: { part: 'body' as const, rule: 'maxLength', text } }
  expect(problemsOf('refused', 'all', { ...told(200, 'maxLength'), request })[0]?.expected).toBe(
    `400, because the request violates ${text}${value}`,
  )
})

test('a request with another broken rule, or with none, is not judged', () => {
  const applies = KINDS['refused']?.applies
  expect(applies?.(['minLength'], observe(told(200, 'minLength')))).toBe(true)
  expect(applies?.('all', observe(told(200, 'minLength')))).toBe(true)
  expect(applies?.(['minLength'], observe(told(200, 'type')))).toBe(false)
  expect(applies?.('all', observe({ role: 'create', key: 'SLACK' }))).toBe(false)
})

test('a 401 does not judge a path: a server may check credentials first', () => {
  const applies = KINDS['refused']?.applies
  expect(applies?.('all', observe(told(401, 'pattern', 'path')))).toBe(false)
  expect(applies?.('all', observe(told(401, 'type', 'query')))).toBe(true)
})
