import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, TEXT } from '../document.test-support.ts'
import { resource, told, USER, USERS } from '../users.test-support.ts'

const leaves = (properties: Readonly<Record<string, DocumentSchema>>): string => {
  const user = { ...USER, properties: { ...USER.properties, ...properties } }
  return told(resource(documentOf(USERS, { User: user })).delete?.leaves)
}

const leavesAfter = (...statuses: readonly number[]): string => {
  const document = documentOf(USERS, { User: USER })
  const operations = document.operations.map((one) =>
    one.method === 'DELETE'
      ? { ...one, responses: Object.fromEntries([...statuses, 404].map((status) => [status, { content: {} }])) }
      : one,
  )
  return told(resource({ ...document, operations } as typeof document).delete?.leaves)
}

test('a delete is done later where no success but 202 is documented: beside 204, the answer tells', () => {
  expect(leavesAfter(202)).toBe('"later" (guess)')
  expect(leavesAfter(202, 204)).toBe('"nothing" (sure)')
})

test('a delete surely leaves nothing where the read documents 404, and no state tells of deleted members', () => {
  expect(leaves({})).toBe('"nothing" (sure)')
  expect(leaves({ status: { ...TEXT, enum: ['open', 'done'] } })).toBe('"nothing" (sure)')
  expect(leaves({ deletedAt: TEXT })).toBe('"nothing" (guess)')
  expect(leaves({ retired_at: TEXT })).toBe('"nothing" (guess)')
  expect(leaves({ status: { ...TEXT, enum: ['open', 'CANCELLED'] } })).toBe('"nothing" (guess)')
})

test.each([
  ['Closes the account. It stays readable.', '"tombstone" (guess)'],
  ['The item is only marked.', '"tombstone" (guess)'],
  ['Paid items are kept for the books, and answered with 409.', '"nothing" (sure)'],
  ['It is removed within an hour.', '"tombstone" (guess)'],
  ['Soft deletes the customer. It can be restored.', '"nothing" (guess)'],
  ['Deletes a task within a project.', '"nothing" (sure)'],
  ['Deletes an archived project.', '"nothing" (sure)'],
])('a description of a delete says what it leaves: %s', (description, expected) => {
  const remove = { answers: { 204: undefined, 404: {} }, description }
  const document = documentOf({ ...USERS, 'DELETE /users/{userId}': remove }, { User: USER })
  expect(told(resource(document).delete?.leaves)).toBe(expected)
})

const leavesWhereSaid = (description: string): string => {
  const remove = { description, answers: { 204: undefined, 404: {} } }
  return told(resource(documentOf({ ...USERS, 'DELETE /users/{userId}': remove }, { User: USER })).delete?.leaves)
}

test('a delete that marks leaves nothing where its description says that reads find nothing then', () => {
  const marks = 'Marks the document as deleted.'
  expect(leavesWhereSaid(`${marks} A deleted document is answered 404 afterwards.`)).toBe('"nothing" (sure)')
  expect(leavesWhereSaid(marks)).toBe('"tombstone" (guess)')
})

test('a delete that can be undone leaves the member where no read documents the missing member', () => {
  const remove = { answers: { 204: undefined }, description: 'Soft-deletes the user.' }
  const document = documentOf({ ...USERS, 'DELETE /users/{userId}': remove }, { User: USER })
  const operations = document.operations.map((one) =>
    one.method === 'GET' ? { ...one, responses: { 200: one.responses['200'] } } : one,
  )
  expect(told(resource({ ...document, operations } as typeof document).delete?.leaves)).toBe('"tombstone" (guess)')
})
