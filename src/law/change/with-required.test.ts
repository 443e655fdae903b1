import { expect, test } from 'vitest'
import { validatorsOf } from '../body/validators.ts'
import { withRequired } from './with-required.ts'

const text = { type: 'string' }

function requiring(
  required: readonly string[],
  part: Readonly<Record<string, unknown>>,
  key: object = { parameters: [] },
): unknown {
  const schema = { type: 'object', required, properties: { body: text, internal: { type: 'boolean' } } }
  const operation = { id: 'change', body: { content: { 'application/json': { schema } } } }
  const world = {
    resource: { key },
    document: { schemas: {} },
    operation: () => operation,
    validators: validatorsOf({ schemas: {} }),
  } as unknown as Parameters<typeof withRequired>[2]
  const changing = {
    member: { sent: { body: 'as sent', internal: true }, own: ['7'] },
    facts: { operation: 'change', media: 'application/json' },
  }
  return withRequired(part, changing as unknown as Parameters<typeof withRequired>[1], world)
}

test('a part has the values that were sent of the other properties that each update must have', () => {
  expect(requiring(['body'], { internal: false })).toEqual({ body: 'as sent', internal: false })
  expect(requiring([], { internal: false })).toEqual({ internal: false })
  expect(requiring(['body'], { body: 'new' })).toEqual({ body: 'new' })
})

test('a part has the key that the server has given, where each update must have it', () => {
  const key = { parameters: ['id'], address: { value: { id: '/id' } } }
  expect(requiring(['id'], { internal: false }, key)).toEqual({ id: '7', internal: false })
})
