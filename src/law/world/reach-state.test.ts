import { expect, test } from 'vitest'
import { documentOf } from '../../resource/document.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { mayHangOnState } from './reach-state.ts'

const ANY = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } }

const REFUSES = 'Activates a user. Any other status is answered with 403.'

interface Sent {
  readonly body?: object
  readonly name?: string
}

function mayHang(status: number, description: string, { body, name = 'activate' }: Sent = {}): boolean {
  const document = documentOf(
    {
      'POST /users': { body: ANY, answers: { 201: ANY } },
      'GET /users/{id}': { answers: { 200: ANY } },
      'DELETE /users/{id}': { answers: { 204: undefined } },
      'POST /users/{id}/activate': { answers: { 200: ANY }, description },
    },
    {},
  )
  const model = inferModel(document)
  const resource = model.resources[name]
  if (resource === undefined) throw new Error(`the model has ${name}`)
  const created = { answer: { status } } as Parameters<typeof mayHangOnState>[0]
  const request = { resource, body } as Parameters<typeof mayHangOnState>[1]
  return mayHangOnState(created, request, { document, model })
}

test.each([
  [409, 'Activates a user.', true],
  [400, 'Activates a user.', true],
  [422, 'Activates a user.', true],
  [403, 'Activates a user.', false],
  [403, REFUSES, true],
  [404, REFUSES, false],
])('a state may refuse an action with %d by "%s": %s', (status, description, expected) => {
  expect(mayHang(status, description)).toBe(expected)
})

test('beside a body, a state may refuse an action with 409 alone, and it refuses no other create', () => {
  expect([409, 400, 422, 403].map((status) => mayHang(status, REFUSES, { body: { reason: 'none' } }))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(mayHang(409, REFUSES, { body: { reason: 'none' }, name: 'user' })).toBe(false)
})
