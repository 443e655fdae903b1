import { expect, test } from 'vitest'
import { plausibleValue } from './plausible-value.ts'

const made = (
  schema: object,
  more: { variant?: number; days?: number; least?: boolean; examples?: boolean } = {},
): unknown => {
  let count = 0
  const word = (): string => `wa1b2c${String((count += 1)).padStart(4, '0')}`
  return plausibleValue(schema as Readonly<Record<string, unknown>>, {
    schemas: { 'request:Tag': { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    word,
    variant: 0,
    ...more,
  })
}

const USER = {
  type: 'object',
  required: ['name', 'role'],
  properties: {
    id: { type: 'integer' },
    name: { type: 'string', maxLength: 6 },
    email: { type: 'string' },
    role: { enum: [null, 'admin', 'guest'] },
    ownerId: { type: 'integer' },
    born: { type: 'string', format: 'date' },
    age: { type: ['null', 'integer'], minimum: 18, maximum: 19 },
    code: { type: 'string', pattern: '^[A-Z]{2}[0-9]{3}$' },
    tags: { type: 'array', items: { $ref: 'request:Tag' } },
    home: { oneOf: [{ type: 'null' }, { format: 'uri', type: 'string' }] },
  },
}

test('text is words, numbers are in their bounds, and references to others are left out', () => {
  expect(made(USER)).toMatchObject({
    name: '2c0001',
    email: 'wa1b2c0002@example.com',
    role: 'admin',
    born: '2031-03-01',
    age: 18,
    code: expect.stringMatching(/^[A-Z]{2}[0-9]{3}$/) as string,
    tags: [{ name: 'wa1b2c0005' }, { name: 'wa1b2c0006' }],
    home: expect.stringMatching(/^https:\/\/example\.com\/wa1b2c\d{4}$/) as string,
  })
  expect(Object.keys(made(USER) as object)).not.toContain('ownerId')
  expect(Object.keys(made(USER) as object)).not.toContain('id')
})

test('a list has two items where they differ, and a map two entries: one that is lost is seen', () => {
  const text = { type: 'string' }
  const many = (schema: Readonly<Record<string, unknown>>): number => Object.keys(made(schema) as object).length
  expect([
    many({ type: 'array', items: text }),
    many({ type: 'array', items: text, maxItems: 1 }),
    many({ type: 'array', items: text, minItems: 3 }),
    many({ type: 'array', items: { enum: ['one'] } }),
    many({ type: 'object', additionalProperties: text }),
    many({ type: 'object', additionalProperties: text, maxProperties: 1 }),
    many({ type: 'object', additionalProperties: true }),
    many({ type: 'object', additionalProperties: text, properties: { a: text } }),
  ]).toEqual([2, 1, 3, 1, 2, 1, 0, 1])
  const names = { type: 'string', pattern: '^[A-Z]{3}$' }
  const map = made({ type: 'object', additionalProperties: { type: 'integer' }, propertyNames: names })
  for (const name of Object.keys(map as object)) expect(name).toMatch(/^[A-Z]{3}$/)
})

test('the least value has the required properties alone', () => {
  expect(made(USER, { least: true })).toEqual({ name: '2c0001', role: 'admin' })
})

test('variants differ where they can', () => {
  expect(made(USER, { variant: 1 })).toMatchObject({ role: 'guest', born: '2031-03-02', age: 19 })
})

test('of listed values the private one comes before the public one', () => {
  const visibility = { enum: ['public', 'internal', 'private'] }
  expect([0, 1, 2].map((variant) => made(visibility, { variant }))).toEqual(['private', 'public', 'internal'])
})

test('an example is sent where it is asked for, and one of URIs always', () => {
  const country = { type: 'object', properties: { country: { type: 'string', examples: ['DE'] } } }
  expect(made(country, { examples: true })).toEqual({ country: 'DE' })
  expect(made(country, {})).not.toEqual({ country: 'DE' })
  const urns = { type: 'array', items: { type: 'string' }, examples: [['urn:ietf:params:scim:schemas:core:2.0:User']] }
  expect(made(urns, {})).toEqual(urns.examples[0])
})

test('a schema without an end gives no value, and an optional part ends', () => {
  const endless: Record<string, unknown> = { type: 'object', required: ['next'] }
  endless['properties'] = { next: endless }
  expect(made(endless)).toBeUndefined()
  const tree: Record<string, unknown> = { type: 'object' }
  tree['properties'] = { name: { type: 'string' }, child: tree }
  expect(JSON.stringify(made(tree)).length).toBeLessThan(300)
})

test('text in Base64 is Base64, by its format or by its name, and a value is sent in one form', () => {
  const text = { type: 'string' }
  const properties = { body: text, base64Body: text, photo: { ...text, format: 'byte' }, iconBase64: text }
  const value = made({ type: 'object', properties }) as Readonly<Record<string, string>>
  expect(Object.keys(value)).toEqual(['body', 'photo', 'iconBase64'])
  for (const name of ['photo', 'iconBase64'])
    expect(Buffer.from(value[name] ?? '', 'base64').toString('base64')).toBe(value[name])
})

test.each([
  ['^([a-z0-9-]{1,30}\\.){1,3}[a-z]{2,10}$', 'wa1b2c0001.example.com'],
  ['^prj_[a-z0-9]+$', 'prj_wa1b2c0001'],
  ['^/[a-z0-9/]+$', '/wa1b2c0001'],
  ['^[A-Z][a-z0-9]+$', 'Wa1b2c0001'],
])('a text of the pattern %s holds a word of the run', (pattern, text) => {
  expect(made({ type: 'string', pattern })).toBe(text)
})

test('a text with a word keeps to the length that the schema allows', () => {
  const text = made({ type: 'string', pattern: '^([a-z0-9]+\\.)+[a-z]+$', maxLength: 12 })
  expect(text).toMatch(/^([a-z0-9]+\.)+[a-z]+$/)
  expect(String(text).length).toBeLessThanOrEqual(12)
})

test('a text that is drawn for a pattern is neither empty nor blank at its ends, where the pattern allows another', () => {
  const texts = Array.from({ length: 40 }, (_, index) =>
    plausibleValue(
      { type: 'string', pattern: '^([0-9 ()-]{5,20})?$' },
      { schemas: {}, word: () => `w${index}`, variant: 0 },
    ),
  )
  expect(texts.filter((text) => !/^\S.*\S$/.test(String(text)))).toEqual([])
  expect(made({ type: 'string', pattern: '^ *$', maxLength: 3 })).toMatch(/^ *$/)
})

const numbers = (schema: object): readonly unknown[] => [0, 1, 2, 3, 4].map((variant) => made(schema, { variant }))

test('one number in five has a digit more, within the bounds', () => {
  expect(numbers({ type: 'integer', minimum: 1 })).toEqual([1, 2, 3, 4, 10])
  expect(numbers({ type: 'integer', minimum: 1, maximum: 9 })).toEqual([1, 2, 3, 4, 5])
})

test('a version that nobody has read is not sent', () => {
  expect(made({ type: 'object', properties: { etag: { type: 'string' }, kind: { const: 'a' } } })).toEqual({
    kind: 'a',
  })
})

test('an end comes after its beginning, and a supply has room for what others take from it', () => {
  const day = { type: 'string', format: 'date' }
  const schema = {
    properties: {
      checkIn: day,
      checkOut: day,
      capacity: { type: 'integer', minimum: 1, maximum: 8 },
      stock: { type: 'integer' },
    },
  }
  expect(made(schema, { variant: 2 })).toEqual({
    checkIn: '2031-03-03',
    checkOut: '2031-03-04',
    capacity: 6,
    stock: 52,
  })
})

test('dates are some days later where members conflict, and members last differently long', () => {
  const time = { type: 'string', format: 'date-time' }
  const schema = { properties: { startsAt: time, endsAt: time, guests: { type: 'integer', minimum: 1 } } }
  expect(made(schema, { variant: 1, days: 60 })).toEqual({
    startsAt: '2031-05-01T10:20:30Z',
    endsAt: '2031-05-02T09:20:30Z',
    guests: 2,
  })
})

test('an empty text beside others is none of the values that are sent', () => {
  const values = [0, 1, 2].map((variant) =>
    plausibleValue({ enum: ['', 'none', 'exempt'] }, { schemas: {}, word: () => 'word', variant }),
  )
  expect(values).toEqual(['none', 'exempt', 'none'])
  expect(plausibleValue({ enum: [''] }, { schemas: {}, word: () => 'word', variant: 0 })).toBe('')
})

test('a price or a rate is no zero and no one, which hide what is computed from them', () => {
  const number = { type: 'number', minimum: 0 }
  const required = ['hourlyRate', 'price', 'maxPoints', 'quantity', 'rated']
  const properties = {
    hourlyRate: { ...number, multipleOf: 0.5 },
    price: { type: 'integer', minimum: 1, maximum: 2 },
    maxPoints: number,
    quantity: { type: 'integer', minimum: 1 },
    rated: number,
  }
  expect(made({ type: 'object', required, properties })).toEqual({
    hourlyRate: 3.5,
    price: 2,
    maxPoints: 13,
    quantity: 1,
    rated: 0,
  })
})

test('an amount with cents is no cent alone, and each is a multiple in binary numbers too', () => {
  const cents = { type: 'number', minimum: 0.01, multipleOf: 0.01 }
  const values = numbers({ ...cents, maximum: 99_999.99 }) as number[]
  expect([new Set(values).size, Math.min(...values) > 1]).toEqual([5, true])
  for (const value of values) expect(Number.isInteger(value / 0.01)).toBe(true)
  expect(numbers({ ...cents, maximum: 1 })).toEqual([0.01, 0.02, 0.03, 0.04, 0.05])
})
