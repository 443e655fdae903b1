import { expect, test } from 'vitest'
import { KINDS } from '../kinds.ts'
import { problemsOf } from '../observation.test-support.ts'

const body = { results: [{ type: 'DATADOG' }], totalCount: 1 }

test('values that satisfy their matchers pass', () => {
  const expected = {
    '/results': { contains: { type: 'DATADOG' } },
    '/totalCount': { type: 'integer', atLeast: 1 },
    '': { type: 'object' },
  }
  expect(problemsOf('body', expected, { body })).toEqual([])
})

test('each violated matcher is a problem at its place', () => {
  expect(
    problemsOf(
      'body',
      { '/totalCount': { equals: 2, atMost: 0 }, '/links/0': { type: 'object' }, '': { type: 'array' } },
      { body },
    ),
  ).toEqual([
    { message: 'expected 2 at /totalCount', at: 'body#/totalCount', expected: '2', actual: 1 },
    { message: 'expected at most 0 at /totalCount', at: 'body#/totalCount', expected: 'at most 0', actual: 1 },
    { message: 'expected an object at /links/0', at: 'body#/links/0', expected: 'an object', actual: 'nothing' },
    { message: 'expected an array at the root', at: 'body#', expected: 'an array', actual: body },
  ])
})

test('a body that is not JSON is one problem', () => {
  expect(problemsOf('body', { '/a': { absent: true } }, { body: 'x' })).toMatchObject([
    { message: 'expected a JSON body; the body is not JSON' },
  ])
})

test('matchers apply to the whole body, not to the content of an envelope', () => {
  const enveloped = { status: 200, content: { type: 'DATADOG' } }
  expect(
    problemsOf(
      'body',
      { '/content/type': { equals: 'DATADOG' } },
      { body: enveloped, role: 'read', query: { envelope: 'true' } },
    ),
  ).toEqual([])
})

test('the expectation is explained in English', () => {
  expect(KINDS['body']?.explain({ '/a': { equals: 1 }, '': { type: 'object' } })).toBe(
    'a body with 1 at /a, an object at the root',
  )
})

test('a wrong value of a read that an earlier write sent is told as that', () => {
  const shown = { type: 'VICTOR_OPS', routingKey: 'database-secondary' }
  const writes = [{ body: shown, status: 200 }]
  const place = { group: 'g', key: 'VICTOR_OPS', sent: new Map(), writes, idsBefore: new Set<string>() }
  const places = [{ ...place, idsSince: [], sentId: undefined, knewSentId: false }]
  const recalled = { group: 'g', places, firstShown: new Map() }
  const told = (role: 'read' | 'list'): unknown =>
    problemsOf('body', { '/routingKey': { equals: 'x' } }, { role, key: 'VICTOR_OPS', body: shown, recalled })[0]
      ?.message
  expect(told('read')).toBe('expected "x" at /routingKey; the answer has the value of an earlier write')
  expect(told('list')).toBe('expected "x" at /routingKey')
})
