import { expect, test } from 'vitest'
import { documentOf } from '../../resource/document.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { mayHangOnState } from './reach-state.ts'

const ANY = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } }

test.each([
  [409, 'Activates a user.', true],
  [400, 'Activates a user.', true],
  [403, 'Activates a user.', false],
  [403, 'Activates a user. Any other status is answered with 403.', true],
  [404, 'Activates a user. Any other status is answered with 403.', false],
])('a state may refuse an action with %d by "%s": %s', (status, description, expected) => {
  const document = documentOf(
    {
      'POST /users': { body: ANY, answers: { 201: ANY } },
      'GET /users/{id}': { answers: { 200: ANY } },
      'DELETE /users/{id}': { answers: { 204: undefined } },
      'POST /users/{id}/activate': { answers: { 200: ANY }, description },
    },
    {},
  )
  const resource = inferModel(document).resources['activate']
  if (resource === undefined) throw new Error('the model has the action')
  const created = { answer: { status } } as Parameters<typeof mayHangOnState>[0]
  const request = { resource, body: undefined } as Parameters<typeof mayHangOnState>[1]
  expect(mayHangOnState(created, request, { document })).toBe(expected)
})
