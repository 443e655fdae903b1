import { expect, test } from 'vitest'
import { documentOf, listOf, ref, TEXT } from '../document.test-support.ts'
import { inferModel } from './infer-model.ts'
import { otherLists } from './other-lists.ts'

const ITEM = { type: 'object', required: ['name'], properties: { id: { ...TEXT, readOnly: true }, name: TEXT } }
const members = (path: string, schema: string) => ({
  [`GET ${path}`]: { answers: { 200: listOf(schema) } },
  [`POST ${path}`]: { body: ref(schema), answers: { 201: ref(schema) } },
  [`GET ${path}/{id}`]: { answers: { 200: ref(schema), 404: {} } },
  [`DELETE ${path}/{id}`]: { answers: { 204: undefined, 404: {} } },
})

function othersOf(operations: Parameters<typeof documentOf>[0]): readonly string[] {
  const document = documentOf(operations, { Client: ITEM, Role: ITEM })
  const { resources } = inferModel(document)
  const roles = Object.values(resources).find(({ list }) => list?.operation === 'GET /clients/{clientId}/roles')
  return roles === undefined ? ['none'] : otherLists(roles, document, resources).map(({ operation }) => operation.id)
}

test('a list of the same schema is another list of members, unless a resource of its own has members there', () => {
  const below = { ...members('/clients', 'Client'), ...members('/clients/{clientId}/roles', 'Role') }
  expect(othersOf({ ...below, 'GET /roles': { answers: { 200: listOf('Role') } } })).toEqual(['GET /roles'])
  expect(othersOf({ ...below, ...members('/roles', 'Role') })).toEqual([])
})
