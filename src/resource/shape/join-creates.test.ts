import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../infer/infer-model.ts'

/** Vaults, and their keys, which a POST at a path of its own may create. */
function vaults(post: string, answers: 'Key' | 'Vault' = 'Key'): string {
  return `openapi: 3.1.0
info: { title: vaults, version: '1' }
paths:
  /vaults:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Vault' } } } } } } }
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Vault' } } } }, responses: { '201': &vault { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Vault' } } } } } }
  /vaults/{vault}:
    parameters: &own [ { name: vault, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *vault } }
    delete: { responses: { '204': { description: gone } } }
  /vaults/{vault}/keys:
    parameters: *own
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Key' } } } } } } }
  /vaults/{vault}/keys/{key}:
    parameters: [ { name: vault, in: path, required: true, schema: { type: integer } }, { name: key, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } } } } }
  ${post}:
    parameters: *own
    post:
      operationId: make
      requestBody: { content: { application/json: { schema: { type: object, properties: { label: { type: string } } } } } }
      responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${answers}' } } } } }
components:
  schemas:
    Vault: { type: object, properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
    Key: { type: object, properties: { id: { type: integer, readOnly: true }, label: { type: string } } }
`
}

function createOf(text: string): string | undefined {
  return inferModel(readWritten({ 'vaults.yaml': text }).document).resources['key']?.create?.operation
}

test.each([
  ['/vaults/{vault}:addKey', 'make'],
  ['/vaults/{vault}/create-key', 'make'],
  ['/vaults/{vault}/keys/invite', 'make'],
  ['/vaults/{vault}/keys/new', 'make'],
  ['/vaults/{vault}/keys/search', undefined],
  ['/vaults/{vault}:rotateKey', undefined],
  ['/vaults/{vault}:add', undefined],
  ['/vaults/{vault}/add-user', undefined],
])('of keys that %s answers, the create is %s', (path, expected) => {
  expect(createOf(vaults(path))).toBe(expected)
})

test('a POST that answers another schema creates no key', () => {
  expect(createOf(vaults('/vaults/{vault}:addKey', 'Vault'))).toBeUndefined()
})
