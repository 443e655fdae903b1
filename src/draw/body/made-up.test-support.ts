import type { Contract } from '../../contract/contract.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { compileValidators } from '../../contract/validators.ts'

const REDACTION = { rule: 'tail', tail: 4, strength: 'stated', form: 'token' } as const

/**
 * A contract with features that the package's contract lacks: nested objects, lists, references, recursion, composition, short
 * texts.
 */
export const MADE_UP: Contract = {
  ...CONTRACT,
  portableText: { minLength: 1, maxLength: 200, pattern: '^[ -~]*$' },
  operations: {
    look: {
      id: 'look',
      method: 'GET',
      path: '/things/{dots}',
      responses: {},
      parameters: [
        { name: 'dots', in: 'path', required: true, schema: { type: 'string', pattern: String.raw`^\.{3}$` } },
        { name: 'short', in: 'query', required: false, schema: { type: 'string', maxLength: 3 } },
        { name: 'amount', in: 'query', required: false, schema: { type: 'number', minimum: 0.5, maximum: 8 } },
        { name: 'many', in: 'query', required: false, schema: { type: 'array', items: { type: 'string' } } },
        { name: 'any', in: 'query', required: false, schema: true },
      ],
    },
  },
  schemas: {
    Thing: {
      type: 'object',
      required: ['kind', 'owner', 'sizes'],
      properties: {
        kind: { type: 'string', enum: ['box', 'bag'] },
        owner: { $ref: '#/components/schemas/Person' },
        backup: { $ref: '#/components/schemas/Person', description: 'Who steps in.' },
        sizes: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: { type: 'integer', minimum: 0 } },
        inner: { $ref: '#/components/schemas/Node' },
        label: { allOf: [{ type: 'string', minLength: 2 }, { maxLength: 9 }] },
        either: { oneOf: [{ type: 'string', maxLength: 5 }, { type: 'integer' }] },
        mixed: { $ref: '#/components/schemas/Mixed' },
        note: { type: 'string', maxLength: 4000 },
      },
    },
    Person: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        nick: { type: ['string', 'null'] },
        token: { type: 'string', minLength: 20 },
      },
      additionalProperties: false,
    },
    Node: {
      type: 'object',
      required: ['value'],
      properties: { value: { type: 'integer' }, next: { $ref: '#/components/schemas/Node' } },
    },
    Mixed: {
      type: 'object',
      allOf: [
        { type: 'object', properties: { a: { type: 'boolean' } } },
        { type: 'object', required: ['b'], properties: { b: { type: 'number', exclusiveMinimum: 0 } } },
      ],
    },
  },
  resource: {
    ...CONTRACT.resource,
    key: { parameter: 'kind', pointer: '/kind', values: ['box', 'bag', 'crate'] },
    variants: {
      box: {
        request: 'Thing',
        response: 'Thing',
        properties: [],
        nullable: [],
        payloads: { full: { kind: 'box', owner: { name: 'Ann', token: '$secret' }, sizes: [7] } },
        redactions: { '/owner/token': REDACTION },
        defaults: {},
      },
    },
  },
}

/** The validators of that contract. */
export const MADE_UP_VALIDATORS = compileValidators(MADE_UP)
