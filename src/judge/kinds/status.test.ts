import { expect, test } from 'vitest'
import { observe, problemsOf } from '../observation.test-support.ts'
import { status } from './status.ts'

test.each([
  [200, 200],
  ['2xx', 204],
  [[400, 404], 404],
  [[400, '2xx'], 201],
  [{ not: '5xx' }, 404],
  [{ not: [400, '5xx'] }, 200],
  ['documented', 406],
])('%j holds for a %d', (expected, actual) => {
  expect(problemsOf('status', expected, { status: actual })).toEqual([])
})

test.each([
  [409, 200, '409'],
  ['2xx', 199, '2xx'],
  [[400, 404], 200, '400 or 404'],
  [[401, 403, '2xx'], 500, '401, 403 or 2xx'],
  [{ not: '5xx' }, 503, 'any status but 5xx'],
  [{ not: [400, '5xx'] }, 400, 'any status but 400 or 5xx'],
])('%j does not hold for a %d', (expected, actual, wanted) => {
  expect(problemsOf('status', expected, { status: actual })).toEqual([
    {
      message: `expected ${wanted.startsWith('any') ? '' : 'status '}${wanted}; the answer is ${actual}`,
      at: 'status',
      expected: wanted,
      actual,
    },
  ])
})

test('the documented statuses are told, and the rule that the body of a write violates', () => {
  expect(problemsOf('status', 'documented', { status: 201 })[0]?.message).toMatch(
    /^expected a status that is documented \(200, 400, .*\); the answer is 201$/,
  )
  const invalid = { role: 'create', key: 'SLACK', request: { body: { type: 'SLACK', channelName: 'a' } } } as const
  const told = (expected: unknown): string | undefined =>
    problemsOf('status', expected, { ...invalid, status: 200 })[0]?.message
  expect(told(400)).toBe('expected status 400, because the request violates required apiToken; the answer is 200')
  const long = { ...invalid, request: { body: { type: 'SLACK', apiToken: 'xoxb-1', channelName: 'a'.repeat(81) } } }
  expect(problemsOf('status', 400, { ...long, status: 200 })[0]?.message).toBe(
    'expected status 400, because the request violates maxLength 80 at /channelName, which has 81 characters; the answer is 200',
  )
  expect(told([400, 404])).toBe('expected status 400 or 404; the answer is 200')
})

test('409 is documented for a create only', () => {
  expect(problemsOf('status', 'documented', { role: 'create', status: 409 })).toEqual([])
  expect(problemsOf('status', 'documented', { role: 'update', status: 409 })).toHaveLength(1)
})

test('an undocumented operation has no documented statuses to violate', () => {
  const { operation: _operation, role: _role, ...request } = observe({ method: 'PATCH' }).request
  expect(status.check('documented', { ...observe({ status: 418 }), request })).toEqual([])
})

test('the expectation is explained in English', () => {
  expect([200, [400, '5xx'], { not: '5xx' }].map((one) => status.explain(one as never))).toEqual([
    'status 200',
    'status 400 or 5xx',
    'a status other than 5xx',
  ])
})
