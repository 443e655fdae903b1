import { expect, test } from 'vitest'
import { makeBody } from './request-body.ts'

const TEXT = { type: 'string' }
const SCHEMA = {
  type: 'object',
  required: ['name', 'main', 'variants'],
  properties: {
    name: TEXT,
    main: TEXT,
    variants: { type: 'array', items: { type: 'object', properties: { key: TEXT } } },
  },
  examples: [{ name: 'checkout', main: 'on', variants: [{ key: 'on' }, { key: 'off' }] }],
}

const made = (content: object): unknown =>
  makeBody(content as Parameters<typeof makeBody>[0], {
    way: 'example',
    schemas: {},
    word: () => 'wx3m6k0abc',
    variant: 0,
    seed: 1,
    validators: () => () => [],
  })

test('the example of the schema is a body, in which a text that stands there twice stays', () => {
  const variants = [{ key: 'on' }, { key: 'off' }]
  expect(made({ media: 'application/json', schema: SCHEMA })).toEqual({ name: 'wx3m6k0abc', main: 'on', variants })
})

test('the example of the media type comes before that of the schema', () => {
  const example = { name: 'other', main: 'a', variants: [{ key: 'a' }] }
  expect(made({ media: 'application/json', schema: SCHEMA, example })).toEqual({ ...example, name: 'wx3m6k0abc' })
})
