import { expect, test } from 'vitest'
import { calibrate } from './calibrate.ts'
import { documentOf } from '../document.test-support.ts'
import { inferModel } from '../infer/infer-model.ts'
import { told, USER, USERS } from '../users.test-support.ts'

/** The fact of a second delete, which the document states as 404, and the remarks after a look. */
function lookedAt(status: number): readonly unknown[] {
  const model = inferModel(documentOf(USERS, { User: USER }))
  const seen = [{ fact: 'delete.again', value: status, because: `a second delete was answered ${status}` }]
  const { resources, remarks } = calibrate(model, new Map([['user', { seen, remarks: [] }]]))
  return [told(resources['user']?.delete?.again), ...remarks]
}

test('what contradicts a sure fact is a remark; 410 for 404 is none', () => {
  expect(lookedAt(404)).toEqual(['404 (sure)'])
  expect(lookedAt(410)).toEqual(['404 (sure)'])
  expect(lookedAt(204)).toEqual([
    '404 (sure)',
    'user: delete.again is 404 (DELETE /users/{userId} documents 404), but a second delete was answered 204',
  ])
})
