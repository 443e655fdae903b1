import { expect, test } from 'vitest'
import { documentOf, ref, TEXT } from '../../resource/document.test-support.ts'
import type { Resource } from '../../resource/model.ts'
import { bodyOfKey } from './body-of-key.ts'
import { operationWithId } from './paths.ts'

const kind = (name: string): object => ({
  type: 'object',
  required: [name],
  properties: { type: { enum: [name.toUpperCase()] }, [name]: TEXT },
})
const DOCUMENT = documentOf(
  {
    'POST /lamps/{type}': { body: ref('Lamp'), answers: { 201: ref('Lamp') } },
    'GET /lamps/{type}': { answers: { 200: ref('Lamp') } },
  },
  { Lamp: { oneOf: [kind('desk'), kind('wall')] } },
)
const RESOURCE: Pick<Resource, 'key' | 'wrap'> = {
  key: { parameters: ['type'], address: { value: { type: '/type' }, certainty: 'sure', because: '' } },
}
const create = operationWithId(DOCUMENT, 'POST /lamps/{type}')
const bodyOf = (...own: readonly string[]) => bodyOfKey(create, { resource: RESOURCE, document: DOCUMENT, own })

test('a key in the path that tells alternatives of a body apart has its own alternative', () => {
  expect(bodyOf('WALL')?.schema).toEqual({ allOf: [kind('wall')] })
  expect(bodyOf('DESK')?.schema).toEqual({ allOf: [kind('desk')] })
  expect(bodyOf('WALL')?.schema).toBe(bodyOf('WALL')?.schema)
})

test('a key that no alternative admits has no body', () => {
  expect(bodyOf('FLOOR')).toBe(undefined)
})

test('without a key in the path the body is whole', () => {
  expect(bodyOf()?.schema).toEqual(create.body?.content['application/json']?.schema)
})
