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

const POST = { type: 'object', properties: { name: TEXT } }
const ELSEWHERE = '/kafka/clusters/{cluster_id}/topics'

/** The levels above the topics at a path, beside other operations. */
function above(operations: Parameters<typeof documentOf>[0], path = ELSEWHERE): unknown {
  return resource(documentOf({ ...operations, ...topics(path) }, { User: USER, Post: POST }), 'topic').within
}

const SCOPE = [{ scope: 'cluster', parameter: 'cluster_id' }]

test('a parent may have another path, unless its own path has operations or two resources have its name', () => {
  expect(above(clusters('/cmk/v2/clusters'))).toEqual([{ resource: 'cluster', parameters: { cluster_id: 'id' } }])
  expect(above({ ...clusters('/cmk/v2/clusters'), ...clusters('/kafka/clusters', []) })).toEqual(SCOPE)
  expect(above({ ...clusters('/cmk/v2/clusters'), ...clusters('/gke/clusters') })).toEqual(SCOPE)
  expect(above(clusters('/zones/{zone}/clusters'))).toEqual(SCOPE)
  expect(above(clusters('/cmk/v2/nodes'))).toEqual(SCOPE)
})

test('a parent at another path can be made', () => {
  expect(above(clusters('/cmk/v2/clusters', []))).toEqual(SCOPE)
})

test.each([
  ['GET /kafka/clusters', { answers: { 200: listOf('User') } }],
  ['POST /kafka/clusters', { body: ref('User'), answers: { 201: ref('User') } }],
  ['POST /kafka/clusters/{cluster_id}', { body: ref('User'), answers: { 200: ref('User') } }],
])('%s leaves no parent at another path', (line, operation) => {
  expect(above({ ...clusters('/cmk/v2/clusters'), [line]: operation })).toEqual(SCOPE)
})

test('all levels above a scope are scopes', () => {
  const users = clusters('/zones/{zone}/users')
  expect(above(users, '/zones/{zone}/users/{id}/groups/{group}/topics')).toEqual([
    { scope: 'zone', parameter: 'zone' },
    { scope: 'user', parameter: 'id' },
    { scope: 'group', parameter: 'group' },
  ])
})

const PROJECT = { type: 'object', required: ['key'], properties: { key: TEXT, id: TEXT, title: TEXT } }

/** The levels above the flags of a project, where projects are at a path with a key. */
function aboveFlags(path: string, item: string): unknown {
  const operations = {
    [`POST ${path}`]: { body: ref('Project'), answers: { 201: ref('Project') } },
    [`GET ${item}`]: { answers: { 200: ref('Project'), 404: {} } },
    [`DELETE ${item}`]: { answers: { 204: undefined, 404: {} } },
    'GET /flags/{projectKey}': { answers: { 200: listOf('Post') } },
    'POST /flags/{projectKey}': { body: ref('Post'), answers: { 201: ref('Post') } },
    'GET /flags/{projectKey}/{flagKey}': { answers: { 200: ref('Post') } },
  }
  return resource(documentOf(operations, { Project: PROJECT, Post: POST }), 'flag').within
}

test('a parameter with the name of another resource and its key names the parent', () => {
  const parent = [{ resource: 'project', parameters: { projectKey: 'projectKey' } }]
  const scope = [{ scope: 'projectKey', parameter: 'projectKey' }]
  expect(aboveFlags('/projects', '/projects/{projectKey}')).toEqual(parent)
  expect(aboveFlags('/projects', '/projects/{id}')).toEqual(scope)
  expect(aboveFlags('/spaces', '/spaces/{projectKey}')).toEqual(scope)
  expect(aboveFlags('/orgs/{org}/projects', '/orgs/{org}/projects/{projectKey}')).toEqual(scope)
})
