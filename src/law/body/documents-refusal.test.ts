import { expect, test } from 'vitest'
import { documentOf } from '../../resource/document.test-support.ts'
import { PART, resource, USER, USERS } from '../../resource/users.test-support.ts'
import { documentsRefusedWrites } from './documents-refusal.ts'

const refused = (create: number, patch: number): boolean => {
  const document = documentOf(
    {
      ...USERS,
      'POST /users': { ...USERS['POST /users'], answers: { ...USERS['POST /users'].answers, [create]: {} } },
      'PATCH /users/{userId}': { body: PART, answers: { 200: {}, [patch]: {} } },
    },
    { User: USER },
  )
  return documentsRefusedWrites(resource(document), document)
}

test('a refusal that the document states at one write of a resource counts for all of them', () => {
  expect([refused(400, 404), refused(409, 422), refused(409, 404)]).toEqual([true, true, false])
})
