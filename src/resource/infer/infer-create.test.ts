import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, listOf, ref, TEXT } from '../document.test-support.ts'
import { resource, told, USER, USERS } from '../users.test-support.ts'

const answers = (schema: DocumentSchema | undefined, headers: readonly string[] = [], status = 201): string => {
  const create = { body: ref('User'), answers: { [status]: schema }, headers }
  const facts = resource(documentOf({ ...USERS, 'POST /users': create }, { User: USER })).create
  return [facts?.answers, facts?.idAt].map(told).join(' ')
}

test('what a create answers is told by its schema', () => {
  expect([
    answers(ref('User')),
    answers({ type: 'object', properties: { id: TEXT } }),
    answers({ type: 'object', properties: { id: TEXT, name: TEXT, email: TEXT, more: TEXT } }),
    answers({ type: 'object', properties: { message: TEXT } }),
    answers(undefined, ['location']),
    answers(undefined),
    answers(undefined, [], 204),
    answers(undefined, [], 202),
    answers(listOf('User')),
  ]).toMatchInlineSnapshot(`
    [
      ""member" (sure) unknown",
      ""id" (sure) "/id" (sure)",
      ""member" (sure) unknown",
      "unknown unknown",
      ""location" (sure) unknown",
      "unknown unknown",
      ""nothing" (sure) unknown",
      ""job" (guess) unknown",
      ""page" (guess) unknown",
    ]
  `)
})

const made = (answer: DocumentSchema): string => {
  const document = documentOf(
    {
      'POST /users': { body: ref('User'), answers: { 201: answer } },
      'DELETE /users/{userId}': { answers: { 204: undefined } },
    },
    { User: USER },
  )
  return told(resource(document).create?.answers)
}

test('an answer that nothing else shows is a member only where it has what was sent', () => {
  expect(made(ref('User'))).toBe('"member" (guess)')
  expect(made({ type: 'object', properties: { created: ref('User'), roles: { type: 'array' } } })).toBe('unknown')
})
