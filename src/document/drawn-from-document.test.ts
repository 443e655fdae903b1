import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { sample } from 'fast-check'
import { expect, test } from 'vitest'
import { boundaryValues, invalidSites, validValues } from '../generate/index.ts'
import { readSchemas } from './written.test-support.ts'

const { document, remarks } = readSchemas(
  '3.0.3',
  `Shop:
  type: object
  required: [id, name, owner, stock]
  properties:
    id: { type: integer, format: int64, readOnly: true }
    name: { type: string, pattern: '^[a-z]{1,20}$', nullable: true }
    owner: { $ref: '#/components/schemas/Person' }
    stock: { type: array, minItems: 1, items: { $ref: '#/components/schemas/Pet' } }
    price: { type: number, minimum: 0, exclusiveMinimum: true, maximum: 100 }
    opens: { type: string, format: date-time }
Person:
  type: object
  required: [email, password]
  properties:
    email: { type: string, format: email }
    password: { type: string, writeOnly: true, minLength: 8 }
    friends: { type: array, items: { $ref: '#/components/schemas/Person' } }
Pet:
  type: object
  required: [kind]
  properties: { kind: { type: string } }
  discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } }
Cat:
  allOf:
    - $ref: '#/components/schemas/Pet'
    - { type: object, properties: { lives: { type: integer, minimum: 1, maximum: 9 } } }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { barks: { type: boolean } } }] }
Payment:
  oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Cash' }]
  discriminator: { propertyName: by }
Card: { type: object, required: [by, number], properties: { by: { type: string }, number: { type: string } } }
Cash: { type: object, required: [by], properties: { by: { type: string } } }
`,
)

const { schemas } = document
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, logger: false })
// The types of the plugin know no default export, because the module is CommonJS.
const plugin = addFormats as unknown as (ajv: Ajv2020) => void
plugin(ajv)
for (const [uri, schema] of Object.entries(schemas)) ajv.addSchema(schema, uri)
const isValid = (uri: string, value: unknown): boolean => ajv.getSchema(uri)?.(value) === true

test('the document has no remark', () => {
  expect(remarks).toEqual([])
})

test.each(Object.keys(schemas))('ajv compiles %s, and accepts what is drawn from it', (uri) => {
  const values = sample(validValues({ $ref: uri }, { schemas }), { numRuns: 50, seed: 1 })
  expect(values.filter((value) => !isValid(uri, value))).toEqual([])
  expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(9)
})

test.each(Object.keys(schemas))('what breaks %s at one place, ajv refuses', (uri) => {
  const sites = [...invalidSites({ $ref: uri }, { schemas })].slice(0, 30)
  const values = sites.flatMap((site) => ('arbitrary' in site ? sample(site.arbitrary, { numRuns: 2, seed: 1 }) : []))
  expect(values).not.toEqual([])
  expect(values.filter((value) => isValid(uri, value))).toEqual([])
})

test.each(Object.keys(schemas))('ajv agrees on the edges of %s', (uri) => {
  const edges = [...boundaryValues({ $ref: uri }, { schemas })].slice(0, 60)
  expect(edges).not.toEqual([])
  expect(edges.filter(({ value, valid }) => isValid(uri, value) !== valid)).toEqual([])
})

test('a request names the alternative, and lacks what only an answer shows', () => {
  const payments = sample(validValues({ $ref: 'request:Payment' }, { schemas }), { numRuns: 50, seed: 1 })
  expect(new Set(payments.map((value) => (value as { by: string }).by))).toEqual(new Set(['Card', 'Cash']))
  const options = { schemas, declaredOnly: true }
  const shops = sample(validValues({ $ref: 'request:Shop' }, options), { numRuns: 50, seed: 1 })
  expect(shops.filter((value) => Object.hasOwn(value as object, 'id'))).toEqual([])
  expect(isValid('answer:Shop', { id: 1, name: null, owner: { email: 'a@b.example' }, stock: [{ kind: 'cat' }] })).toBe(
    true,
  )
})
