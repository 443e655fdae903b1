import { expect, test } from 'vitest'
import { type Condition, explainCondition, holds } from './condition.ts'
import { observe, type Told } from '../observation.test-support.ts'

const told: Told = { role: 'list', status: 200, query: { pretty: 'true' }, body: { a: 1 } }

test.each<[Condition, Told, boolean]>([
  [{ status: '2xx' }, told, true],
  [{ status: [400, 404] }, told, false],
  [{ status: 'documented' }, { ...told, status: 418 }, false],
  [{ operation: 'list' }, told, true],
  [{ operation: ['read', 'create'] }, told, false],
  [{ method: 'GET' }, told, true],
  [{ method: ['HEAD', 'OPTIONS'] }, told, false],
  [{ query: { pretty: 'true' } }, told, true],
  [{ query: { pretty: 'false' } }, told, false],
  [{ query: { pretty: 'any', envelope: 'none' } }, told, true],
  [{ query: { pretty: 'none' } }, told, false],
  [{ query: { envelope: 'any' } }, told, false],
  [{ body: 'json' }, told, true],
  [{ body: 'json' }, { ...told, headers: [['Content-Type', 'text/html']] }, false],
  [{ body: 'json' }, { role: 'list' }, false],
  [{ body: 'some' }, { ...told, headers: [] }, true],
  [{ body: 'some' }, { role: 'list' }, false],
  [{ status: 200, operation: 'read' }, told, false],
])('%j about %j: %s', (condition, about, expected) => {
  expect(holds(condition, observe(about))).toBe(expected)
})

test('an undocumented operation matches no operation name', () => {
  const { operation: _operation, role: _role, ...request } = observe(told).request
  expect(holds({ operation: ['list', 'create', 'read', 'update', 'delete'] }, { ...observe(told), request })).toBe(
    false,
  )
})

test('a condition is explained in English', () => {
  const condition: Condition = {
    status: ['4xx', 200],
    operation: ['list', 'read'],
    method: 'GET',
    query: { a: 'any', b: '1' },
    body: 'some',
  }
  expect(explainCondition(condition)).toBe(
    'the status is 4xx or 200 and the operation is list or read and the method is GET and the query has a=any and b=1 and the body is not empty',
  )
})
