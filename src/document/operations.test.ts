import { expect, test } from 'vitest'
import { readWritten } from './written.test-support.ts'

const HEAD = `openapi: 3.1.0
info: { title: Pets, version: 1.2.3 }
`

test('a document is read into its operations, with what stands around them', () => {
  const { document, remarks } = readWritten({
    'api.yaml': `${HEAD}servers: [{ url: 'https://{host}/v1', variables: { host: { default: pets.example } } }, { url: /v2 }]
security: [{ key: [] }]
paths:
  /pets/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: page, in: query, schema: { type: integer, default: 1 } }
    put:
      operationId: putPet
      tags: [pets]
      servers: [{ url: 'https://write.example' }]
      security: [{ token: [pets, write], key: [] }, {}]
      parameters:
        - { name: page, in: query, required: true, style: pipeDelimited, schema: { type: array, items: { type: integer } } }
        - { name: X-Trace, in: header, schema: { type: string }, example: 1.0 }
        - { name: Authorization, in: header, schema: { type: string } }
        - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
        - { name: session, in: cookie, schema: { type: string } }
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { name: Rex } }
          multipart/form-data: { schema: { type: object, properties: { photo: { type: string, format: binary } } } }
      responses:
        200:
          description: ok
          headers: { ETag: { required: true, schema: { type: string } }, Content-Type: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } }, text/plain: {} }
        4xx: { $ref: '#/components/responses/Problem' }
        default: { description: other }
    delete: { security: [], responses: { '204': { description: gone } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
  responses:
    Problem: { description: no, content: { application/problem+json: { schema: { type: object } } } }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    token: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://auth.example/token', scopes: { pets: p, write: w } } } }
    basic: { type: http, scheme: Basic }
    bearer: { type: http, scheme: bearer }
    digest: { type: http, scheme: digest }
    openid: { type: openIdConnect, openIdConnectUrl: 'https://auth.example' }
    browser: { type: oauth2, flows: { authorizationCode: { tokenUrl: t, authorizationUrl: a, scopes: {} } } }
`,
  })
  expect(remarks).toEqual([])
  const { operations, ...around } = document
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, style: 'simple', explode: false }
  const optional = { required: false, style: 'form', explode: true }
  expect(operations).toEqual([
    {
      id: 'putPet',
      method: 'PUT',
      path: '/pets/{id}',
      parameters: [
        id,
        {
          name: 'page',
          in: 'query',
          required: true,
          schema: { type: 'array', items: { type: 'integer' } },
          style: 'pipeDelimited',
          explode: false,
        },
        {
          name: 'X-Trace',
          in: 'header',
          required: false,
          schema: { type: 'string' },
          example: '1.0',
          style: 'simple',
          explode: false,
        },
        { ...optional, name: 'filter', in: 'query', schema: { type: 'object' } },
        { ...optional, name: 'session', in: 'cookie', schema: { type: 'string' } },
      ],
      body: {
        required: true,
        content: {
          'application/json': { schema: { $ref: 'request:Pet' }, example: { name: 'Rex' } },
          'multipart/form-data': {
            schema: { type: 'object', properties: { photo: { type: 'string', format: 'binary' } } },
          },
        },
      },
      responses: {
        200: {
          content: { 'application/json': { schema: { $ref: 'answer:Pet' } }, 'text/plain': {} },
          headers: { etag: { required: true, schema: { type: 'string' } } },
        },
        '4XX': {
          content: { 'application/problem+json': { schema: { type: 'object' } } },
          headers: {},
          description: 'no.',
        },
        default: { content: {}, headers: {} },
      },
      security: [{ token: ['pets', 'write'], key: [] }, {}],
      tags: ['pets'],
      servers: ['https://write.example'],
      place: { file: 'api.yaml', line: 11, column: 7 },
    },
    {
      id: 'DELETE /pets/{id}',
      method: 'DELETE',
      path: '/pets/{id}',
      parameters: [id, { ...optional, name: 'page', in: 'query', schema: { type: 'integer', default: 1 }, example: 1 }],
      responses: { 204: { content: {}, headers: {} } },
      security: [],
      tags: [],
      place: { file: 'api.yaml', line: 33, column: 13 },
    },
  ])
  expect(around).toEqual({
    title: 'Pets',
    version: '1.2.3',
    openapi: '3.1',
    servers: ['https://pets.example/v1', '/v2'],
    schemas: {
      'request:Pet': { type: 'object', properties: { name: { type: 'string' } } },
      'answer:Pet': { type: 'object', properties: { name: { type: 'string' } } },
    },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      token: { type: 'oauth2', tokenUrl: 'https://auth.example/token' },
      basic: { type: 'basic' },
      bearer: { type: 'bearer' },
      digest: { type: 'digest' },
      openid: { type: 'unsupported', name: 'openIdConnect' },
      browser: { type: 'unsupported', name: 'oauth2 authorizationCode' },
    },
  })
})

test('the members of an object in the query are its parameters, and the object may be left out if they may', () => {
  const { document } = readWritten({
    'api.yaml': `${HEAD}paths:
  /orders:
    get:
      parameters:
        - { name: pageable, in: query, required: true, schema: { $ref: '#/components/schemas/Pageable' } }
        - { name: where, in: query, required: true, schema: { type: object, required: [region], properties: { region: { type: string } } } }
        - { name: deep, in: query, style: deepObject, schema: { type: object, properties: { a: { type: string } } } }
        - { name: free, in: query, schema: { type: object } }
      responses: { 200: { description: ok } }
components:
  schemas:
    Pageable:
      type: object
      properties:
        page: { type: integer, minimum: 0 }
        sort: { type: array, items: { type: string }, description: 'Sorting criteria in the format: property,(asc|desc).' }
`,
  })
  const form = { in: 'query', style: 'form', explode: true }
  expect(document.operations[0]?.parameters).toEqual([
    { ...form, name: 'page', required: false, schema: { type: 'integer', minimum: 0 } },
    {
      ...form,
      name: 'sort',
      required: false,
      schema: { type: 'array', items: { type: 'string' } },
      sorts: 'stated',
      description: 'Sorting criteria in the format: property,(asc|desc).',
    },
    { ...form, name: 'region', required: true, schema: { type: 'string' } },
    {
      name: 'deep',
      in: 'query',
      required: false,
      schema: { type: 'object', properties: { a: { type: 'string' } } },
      style: 'deepObject',
      explode: false,
    },
    { ...form, name: 'free', required: false, schema: { type: 'object' } },
  ])
})
