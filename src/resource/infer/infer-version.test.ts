import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { Resource } from '../model.ts'
import { demandsVersion } from './version-words.ts'
import { inferModel } from './infer-model.ts'

const userOf = (put: string): Resource | undefined => {
  const written = `openapi: 3.1.0
info: { title: users, version: '1' }
paths:
  /users/{userId}:
    parameters: [ { name: userId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: &user { type: object, properties: { id: { type: string }, name: { type: string } } } } } } } }
    put: ${put}
    delete: { responses: { '204': { description: gone } } }
`
  return inferModel(readWritten({ 'users.yaml': written }).document).resources['user']
}

const versionOf = (responses: string, description = 'Replaces the user.'): unknown => {
  const body = 'requestBody: { content: { application/json: { schema: *user } } }'
  const header = 'parameters: [ { name: If-Match, in: header, schema: { type: string } } ]'
  const { value, certainty } =
    userOf(
      `{ description: ${description}, ${header}, ${body}, responses: { '200': { description: ok }, ${responses} } }`,
    )?.version ?? {}
  return [value, certainty]
}

test('the documented status of an old version wins over the usual one', () => {
  const old = `'409': { description: The specified revision is not the latest }`
  expect(versionOf(old)).toEqual([{ header: 'etag', stale: 409 }, 'sure'])
  expect(versionOf(`${old}, '412': { description: failed }`)).toEqual([{ header: 'etag', stale: 412 }, 'sure'])
  expect(versionOf(`'409': { description: The name is taken }`)).toEqual([{ header: 'etag', stale: 412 }, 'guess'])
})

test('words that name 412 tell that an old version is refused', () => {
  const words = 'Replaces the user only while it has the given ETag (412).'
  expect(versionOf(`4XX: { description: refused }`, words)).toEqual([{ header: 'etag', stale: 412 }, 'sure'])
  expect(versionOf(`4XX: { description: refused }`)).toEqual([{ header: 'etag', stale: 412 }, 'guess'])
})

test('a write needs a version where a sentence says so, with the status of an old one', () => {
  const old = `'409': { description: The version is stale }`
  expect(versionOf(old, 'The current version must be given.')).toEqual([
    { header: 'etag', stale: 409, missing: 409 },
    'sure',
  ])
  expect(versionOf(`'428': { description: no version }, '412': { description: old }`)).toEqual([
    { header: 'etag', stale: 412, missing: 428 },
    'sure',
  ])
})

test('a description may name the status of a write without a version', () => {
  const old = `'412': { description: old }`
  expect(versionOf(old, 'A missing header is answered with 428.')).toEqual([
    { header: 'etag', stale: 412, missing: 428 },
    'sure',
  ])
})

test.each([
  ['When updating an existing document, the current document revision must be included.', true],
  ['An update needs the current ETag.', true],
  ['The latest version is required.', true],
  ['The API version must be given.', false],
  ['If the current revision is given, an older one is refused.', false],
  ['Reads the current version. A name must be given.', false],
  [undefined, false],
])('of %j, that a write needs the current version is %s', (description, expected) =>
  expect(demandsVersion(description === undefined ? {} : { description })).toBe(expected),
)

const againOf = (put: string): unknown => userOf(put)?.create?.again?.value

test('a PUT without a body is refused where the document says that such a member exists', () => {
  const taken = `'412': { description: User already exists }`
  expect(againOf(`{ responses: { '201': { description: made }, ${taken} } }`)).toBe(412)
  expect(
    againOf(`{ responses: { '200': { description: ok }, '201': { description: made }, ${taken} } }`),
  ).toBeUndefined()
  const body = 'requestBody: { content: { application/json: { schema: *user } } }'
  expect(againOf(`{ ${body}, responses: { '201': { description: made }, ${taken} } }`)).toBeUndefined()
  const header = 'parameters: [ { name: If-Match, in: header, schema: { type: string } } ]'
  expect(againOf(`{ ${header}, ${body}, responses: { '201': { description: made }, ${taken} } }`)).toBe('replaces')
})
