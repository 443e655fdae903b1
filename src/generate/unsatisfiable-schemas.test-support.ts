/** Schemas that no value satisfies, with the pointer of the failure. */
export const UNSATISFIABLE: Readonly<Record<string, { readonly schema: unknown; readonly at: string }>> = {
  false: { schema: false, at: '' },
  'bounds that cross': {
    schema: { type: 'object', required: ['n'], properties: { n: { type: 'number', minimum: 2, maximum: 1 } } },
    at: '/n',
  },
  'types that exclude each other': { schema: { allOf: [{ type: 'string' }, { type: 'integer' }] }, at: '' },
  'no multiple between bounds': { schema: { type: 'integer', multipleOf: 7, minimum: 1, maximum: 6 }, at: '' },
  'patterns without a common text': {
    schema: { type: 'string', allOf: [{ pattern: '^a+$' }, { pattern: '^b+$' }] },
    at: '',
  },
  'a pattern longer than allowed': {
    schema: {
      type: 'object',
      required: ['s'],
      properties: { s: { type: 'string', pattern: '^[a-z]{5}$', maxLength: 4 } },
    },
    at: '/s',
  },
  'a listed value of no type': { schema: { type: 'string', enum: [1, 2] }, at: '' },
  'more unique items than values': {
    schema: { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 3 },
    at: '',
  },
  'more names than there are': {
    schema: { type: 'object', propertyNames: { enum: ['a', 'b'] }, minProperties: 3 },
    at: '',
  },
  'a required property that is forbidden': {
    schema: { type: 'object', required: ['a'], properties: { a: false } },
    at: '/a',
  },
  'endless recursion': {
    schema: {
      $ref: '#/$defs/n',
      $defs: { n: { type: 'object', required: ['n'], properties: { n: { $ref: '#/$defs/n' } } } },
    },
    at: '/n',
  },
  'contained and not': { schema: { type: 'array', items: { type: 'integer' }, contains: { type: 'string' } }, at: '' },
  'one of two that are the same': { schema: { oneOf: [{ type: 'integer' }, { type: 'integer' }] }, at: '' },
}
