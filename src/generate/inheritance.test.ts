import { sample } from 'fast-check'
import { expect, test } from 'vitest'
import { withoutInheritanceCycles } from './inheritance.ts'
import { invalidSites } from './invalid-sites.ts'
import { ajvErrors } from './judge.test-support.ts'
import { validValues } from './valid-values.ts'

const AREAS = Array.from({ length: 120 }, (_, index) => `AREA_${index}`)

/** A document with the structure of real documents: Base lists the children, and each child has Base in `allOf`. */
const DOCUMENT = {
  openapi: '3.1.0',
  components: {
    schemas: {
      Container: {
        type: 'object',
        required: ['provider'],
        discriminator: {
          propertyName: 'provider',
          mapping: { AWS: '#/components/schemas/AwsContainer', GCP: '#/components/schemas/GcpContainer' },
        },
        properties: {
          id: { type: 'string', pattern: '^([a-f0-9]{24})$', readOnly: true },
          provider: { type: 'string', enum: ['AWS', 'GCP'] },
          links: { type: 'array', items: { $ref: '#/components/schemas/Link' } },
        },
        oneOf: [{ $ref: '#/components/schemas/AwsContainer' }, { $ref: '#/components/schemas/GcpContainer' }],
      },
      AwsContainer: {
        allOf: [
          { $ref: '#/components/schemas/Container' },
          {
            type: 'object',
            properties: {
              provider: { enum: ['AWS'] },
              region: { enum: AREAS },
              created: { type: 'string', format: 'date-time' },
            },
          },
        ],
        required: ['region'],
      },
      GcpContainer: {
        allOf: [
          { $ref: '#/components/schemas/Container' },
          {
            type: 'object',
            properties: {
              provider: { enum: ['GCP'] },
              regions: { type: 'array', uniqueItems: true, minItems: 1, items: { enum: AREAS } },
            },
          },
        ],
      },
      Link: { type: 'object', properties: { href: { type: 'string', format: 'uri' }, rel: { type: 'string' } } },
      Group: {
        type: 'object',
        required: ['containers'],
        properties: {
          containers: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Container' } },
          parent: { $ref: '#/components/schemas/Group' },
        },
      },
    },
  },
}

const FINITE = 'https://own.example/document.json'

test.each(Object.keys(DOCUMENT.components.schemas))(
  '%s has values, valid and invalid, though parents and children refer to each other',
  (name) => {
    const schema = { ...DOCUMENT, $ref: `#/components/schemas/${name}` }
    const errorsOf = ajvErrors(
      { $ref: `${FINITE}#/components/schemas/${name}` },
      { [FINITE]: withoutInheritanceCycles(DOCUMENT) },
    )
    for (const value of sample(validValues(schema), { numRuns: 50, seed: 1 })) expect(errorsOf(value)).toEqual([])
    for (const site of invalidSites(schema)) {
      if ('arbitrary' in site)
        for (const value of sample(site.arbitrary, { numRuns: 5, seed: 1 })) expect(errorsOf(value)).not.toEqual([])
    }
  },
)

test('a child inherits from the parent without the list of children', () => {
  const finite = withoutInheritanceCycles(DOCUMENT) as typeof DOCUMENT
  const [parent] = finite.components.schemas.AwsContainer.allOf
  expect(parent).toHaveProperty('properties.id')
  expect(parent).not.toHaveProperty('oneOf')
  expect(finite.components.schemas.Container.oneOf).toHaveLength(2)
})

test('a document without such a cycle stays unchanged', () => {
  const document = { $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { type: 'object' } } }
  expect(withoutInheritanceCycles(document)).toBe(document)
})
