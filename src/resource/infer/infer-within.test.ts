import { expect, test } from 'vitest'
import { documentOf, listOf, ref, TEXT } from '../document.test-support.ts'
import { resource, USER } from '../users.test-support.ts'

const clusters = (path: string, more: readonly string[] = ['POST', 'DELETE']) => ({
  [`GET ${path}`]: { answers: { 200: listOf('User') } },
  [`GET ${path}/{id}`]: { answers: { 200: ref('User'), 404: {} } },
  ...(more.includes('POST') ? { [`POST ${path}`]: { body: ref('User'), answers: { 201: ref('User') } } } : {}),
  ...(more.includes('DELETE') ? { [`DELETE ${path}/{id}`]: { answers: { 204: undefined, 404: {} } } } : {}),
})
const topics = (path: string) => ({
  [`GET ${path}`]: { answers: { 200: listOf('Post') } },
  [`POST ${path}`]: { body: ref('Post'), answers: { 201: ref('Post') } },
  [`GET ${path}/{name}`]: { answers: { 200: ref('Post') } },
})

test('a parent may have another path, unless its own path has operations or two resources have its name', () => {
  const post = { type: 'object', properties: { name: TEXT } }
  const above = (...operations: readonly Parameters<typeof documentOf>[0][]): unknown =>
    resource(
      documentOf(Object.assign({}, ...operations) as Parameters<typeof documentOf>[0], { User: USER, Post: post }),
      'topic',
    ).within
  const elsewhere = topics('/kafka/clusters/{cluster_id}/topics')
  expect(above(clusters('/cmk/v2/clusters'), elsewhere)).toEqual([
    { resource: 'cluster', parameters: { cluster_id: 'id' } },
  ])
  const scope = [{ scope: 'cluster', parameter: 'cluster_id' }]
  expect(above(clusters('/cmk/v2/clusters'), clusters('/kafka/clusters', []), elsewhere)).toEqual(scope)
  expect(above(clusters('/cmk/v2/clusters'), clusters('/gke/clusters'), elsewhere)).toEqual(scope)
  expect(above(clusters('/zones/{zone}/clusters'), elsewhere)).toEqual(scope)
  expect(above(clusters('/cmk/v2/nodes'), elsewhere)).toEqual(scope)
})
