import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadModel } from './load-model.ts'

const DOCUMENT = `
openapi: 3.1.0
info: { title: Users, version: 1.0.0 }
paths:
  /groups/{groupId}/users/{userId}:
    get:
      operationId: getUser
      parameters:
        - { name: groupId, in: path, required: true, schema: { type: string } }
        - { name: userId, in: path, required: true, schema: { type: string } }
      responses: { '200': { description: a user } }
`

function load(resource: string): ReturnType<typeof loadModel> {
  const folder = mkdtempSync(join(tmpdir(), 'model-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'openapi.yaml'), DOCUMENT)
  const head =
    'model: 2\nname: users\nversion: 1.0.0\ndocument: openapi.yaml\nscopes: { group: { parameter: groupId } }\n'
  writeFileSync(join(folder, 'contract.yaml'), `${head}resources:\n  user: ${resource}\n`)
  return loadModel(join(folder, 'contract.yaml'))
}

test('a contract is read with the document beside it', () => {
  const { model, document } = load('{ within: [{ scope: group }], key: { parameters: [userId] }, read: getUser }')
  expect(model.resources['user']?.within).toEqual([{ scope: 'group', parameter: 'groupId' }])
  expect(document.operations.map(({ id }) => id)).toEqual(['getUser'])
})

test('an operation that the document lacks is a mistake with its place', () => {
  expect(() => load('{ within: [{ scope: group }], key: { parameters: [userId] }, read: getUsers }')).toThrow(
    /contract\.yaml:7:\d+ {2}"getUsers" is no operation of the document; did you mean "getUser"\?$/,
  )
})

test('a path parameter that nothing gives a value is a mistake with its place', () => {
  expect(() => load('{ key: { parameters: [userId] }, read: getUser }')).toThrow(
    /contract\.yaml:7:\d+ {2}\{groupId\} of \/groups\/\{groupId\}\/users\/\{userId\} has no value/,
  )
})

test('a path may call a parameter by another name than the contract', () => {
  expect(() =>
    load('{ within: [{ scope: group, parameter: group }], key: { parameters: [id] }, read: getUser }'),
  ).not.toThrow()
})
