import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { actsOnRead } from './acts-on-read.ts'

function isActing(method: string, path: string): boolean {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const document = {
    openapi: '3.1.0',
    info: { title: 'doing', version: '1' },
    paths: { [path]: { [method]: { parameters, responses: { '200': { description: 'done' } } } } },
  }
  const [operation] = readWritten({ 'doing.yaml': JSON.stringify(document) }).document.operations
  return operation !== undefined && actsOnRead(operation)
}

test.each([
  '/auth/logout',
  '/sign-out',
  '/log_out',
  '/admin/api/v1/restart',
  '/cache/clear',
  '/jobs/{id}/stop',
  '/resetAll',
])('a GET of %s acts', (path) => expect(isActing('get', path)).toBe(true))

test.each([
  '/stops',
  '/stop-times',
  '/reset-tokens',
  '/restart-policies',
  '/password-resets',
  '/status',
  '/items/{id}',
  '/stopped-jobs',
  '/clearance',
])('a GET of %s only reads', (path) => expect(isActing('get', path)).toBe(false))

test('a POST is a write anyway', () => expect(isActing('post', '/auth/logout')).toBe(false))
