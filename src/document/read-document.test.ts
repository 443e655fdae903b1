import { expect, test } from 'vitest'
import { readWritten } from './written.test-support.ts'

const HEAD = `openapi: 3.1.0
info: { title: Pets, version: 1.2.3 }
`

test('the files that a document refers to by relative path are read with it', () => {
  const { document, remarks } = readWritten({
    'api.json': JSON.stringify({
      openapi: '3.0.0',
      info: { title: 'T', version: '1' },
      paths: { '/pets': { $ref: 'paths/pets.yaml' } },
      components: {
        schemas: { Pet: { $ref: './schemas.yaml#/Pet' }, Error: { type: 'object' } },
        securitySchemes: { $ref: 'keys.yaml' },
      },
    }),
    'paths/pets.yaml': 'get: { $ref: get.yaml }',
    'paths/get.yaml': `responses:
  200: { description: ok, content: { application/json: { schema: { $ref: '../schemas.yaml#/Pet' } } } }
  400: { description: no, content: { application/json: { schema: { $ref: '../api.json#/components/schemas/Error' } } } }
`,
    'schemas.yaml': `Pet: { type: object, properties: { owner: { $ref: 'owner.yaml#/' }, mother: { $ref: '#/Pet' } } }
`,
    'owner.yaml': 'type: string\n',
    'keys.yaml': 'basic: { type: http, scheme: basic }\n',
  })
  expect(remarks).toEqual([])
  expect(document.operations[0]?.method).toBe('GET')
  expect(document.operations[0]?.place).toEqual({
    file: 'paths/get.yaml',
    line: 1,
    column: 1,
  })
  expect(document.operations[0]?.responses).toEqual({
    200: { content: { 'application/json': { schema: { $ref: 'answer:Pet-2' } } }, headers: {} },
    400: { content: { 'application/json': { schema: { $ref: 'answer:Error' } } }, headers: {}, description: 'no.' },
  })
  expect(document.securitySchemes).toEqual({ basic: { type: 'basic' } })
  expect(document.schemas).toMatchObject({
    'answer:Pet': { $ref: 'answer:Pet-2' },
    'answer:Pet-2': { properties: { owner: { $ref: 'answer:owner' }, mother: { $ref: 'answer:Pet-2' } } },
    'answer:owner': { type: 'string' },
  })
})

test.each([
  [
    'swagger: "2.0"\n',
    'api.yaml:1:10  this is a Swagger 2.0 document; convert it to OpenAPI 3 first, for example with swagger2openapi',
  ],
  ['openapi: 3.2.0\n', 'api.yaml:1:10  expected OpenAPI 3.0 or 3.1, not "3.2.0"'],
  ['openapi: 2\n', 'api.yaml:1:10  expected OpenAPI 3.0 or 3.1, not 2'],
  ['a: 1\n', 'api.yaml:1:1  expected an OpenAPI document; "openapi: 3.0.3" or "openapi: 3.1.0" is missing'],
  ['- a\n', 'api.yaml:1:1  expected an OpenAPI document, which is a map with "openapi" and "paths"'],
  ['', 'api.yaml:1:1  expected an OpenAPI document, which is a map with "openapi" and "paths"'],
  ['a: [\n', 'api.yaml:1:4  this is not YAML: the [ here is never closed; add the ] that ends it'],
])('%j is refused', (text, message) => {
  expect(() => readWritten({ 'api.yaml': text })).toThrow(new Error(message))
})

test('a document in a file that is not there is refused', () => {
  expect(() => readWritten({})).toThrow('cannot be read: it is a folder')
})

test('what is broken around operations is left out, with a remark', () => {
  const { document, remarks } = readWritten({
    'api.yaml': `${HEAD}servers: [{}, { url: 'https://{host}/' }]
security: key
paths:
  pets: {}
  /a/{id}:
    get:
      operationId: same
      parameters: [{ in: query }, { name: gone, in: path }, { $ref: '#/components/parameters/None' }]
      responses: { 20x: {}, 200: { $ref: '#/components/responses/A' }, x-own: 1 }
    post: { operationId: same, requestBody: { $ref: none.yaml }, responses: 1 }
  /b: { $ref: '#/paths/~1b' }
components:
  responses: { A: { $ref: '#/components/responses/B' }, B: { $ref: '#/components/responses/A' } }
  securitySchemes: { odd: { type: password } }
`,
  })
  expect(
    document.operations.map(({ id, parameters, responses }) => [id, parameters.map(({ name }) => name), responses]),
  ).toEqual([
    ['same', ['id'], {}],
    ['POST /a/{id}', ['id'], {}],
  ])
  expect(remarks).toMatchInlineSnapshot(`
    [
      "api.yaml:4:11  security is a list of alternatives, not "key"",
      "api.yaml:6:9  the path "pets" does not begin with a slash, and is left out",
      "api.yaml:13:7  the references from here lead in a circle, or are longer than 50",
      "api.yaml:10:20  a parameter has a name, and an "in" of path, query, header or cookie; this one is left out",
      "api.yaml:10:61  the reference "#/components/parameters/None" leads to nothing",
      "api.yaml:9:7  the path parameter "gone" is not in the path "/a/{id}", and is left out",
      "api.yaml:9:7  the path parameter "id" of "/a/{id}" is not declared; it is taken for a text",
      "api.yaml:11:34  the references from here lead in a circle, or are longer than 50",
      "api.yaml:11:25  "20x" is no status, no class such as 4XX and not default",
      "api.yaml:12:45  the reference "none.yaml" leads to no document: none.yaml cannot be read: there is no such file",
      "api.yaml:12:11  the path parameter "id" of "/a/{id}" is not declared; it is taken for a text",
      "api.yaml:12:11  the operationId "same" is not unique; the operation is called "POST /a/{id}"",
      "api.yaml:3:11  a server has no url, and is left out",
      "api.yaml:3:15  the variable "host" of the server has no default",
      "api.yaml:16:27  the type of a security scheme is apiKey, http, oauth2, openIdConnect or mutualTLS, not "password"",
    ]
  `)
})

test('of equal keys the last counts, merge keys are applied, and unknown tags are ignored', () => {
  const { document, remarks } = readWritten({
    'api.yaml': `${HEAD}x-base: &base { operationId: base, tags: !own [a] }
paths:
  /a: { get: { operationId: first } }
  /a: { get: { <<: *base, operationId: second } }
`,
  })
  expect(document.operations.map(({ id, tags }) => [id, tags])).toEqual([['second', ['a']]])
  expect(remarks).toEqual(['api.yaml:3:42  this is not YAML: unresolved tag: !own'])
})
