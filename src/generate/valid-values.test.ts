import { assert, property, sample } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UnsatisfiableSchema, UnsupportedSchema } from './errors.ts'
import { ajvErrors } from './judge.test-support.ts'
import { OWN_SCHEMAS } from './own-schemas.test-support.ts'
import { secondJudge } from './second-judge.test-support.ts'
import { UNSATISFIABLE } from './unsatisfiable-schemas.test-support.ts'
import { validValues } from './valid-values.ts'

const RUNS = { numRuns: 40, seed: 11 }

describe('every value is valid', () => {
  test.each(Object.entries(OWN_SCHEMAS))('%s', async (_, schema) => {
    const values = sample(validValues(schema), RUNS)
    const errors = ajvErrors(schema)
    for (const value of values) expect(errors(value), JSON.stringify(value)).toEqual([])
    const accepts = await secondJudge(schema)
    for (const value of values) expect(accepts(value), JSON.stringify(value)).toBe(true)
  })
})

describe('an unsatisfiable schema throws at the call, with a place', () => {
  test.each(Object.entries(UNSATISFIABLE))('%s', (_, { schema, at }) => {
    expect(() => validValues(schema)).toThrow(UnsatisfiableSchema)
    expect(() => validValues(schema)).toThrow(expect.objectContaining({ instancePath: at }))
  })
})

describe('an unsupported schema throws at the call, with a place', () => {
  test.each([
    ['a backreference', { properties: { a: { pattern: '(a)\\1' } } }, '/a'],
    ['a pattern that is too large', { properties: { a: { items: { pattern: '^.{0,99999}x$' } } } }, '/a/0'],
    ['a lookbehind', { items: { type: 'string', pattern: '(?<=a)b' } }, '/0'],
    ['a pattern that is none', { properties: { a: { properties: { b: { pattern: '(' } } } } }, '/a/b'],
    ['a reference to nowhere', { properties: { a: { $ref: '#/$defs/none' } } }, ''],
    ['a pointer with a % that encodes nothing', { $ref: '#/$defs/50%', $defs: { '50%': {} } }, ''],
    ['an anchor with a % that encodes nothing', { $ref: '#50%' }, ''],
    ['a schema that is only itself', { $ref: '#' }, ''],
  ])('%s', (_, schema, at) => {
    expect(() => validValues(schema)).toThrow(UnsupportedSchema)
    expect(() => validValues(schema)).toThrow(expect.objectContaining({ instancePath: at }))
  })
})

test('equal seeds draw equal values', () => {
  for (const schema of Object.values(OWN_SCHEMAS)) {
    const [first, second] = [sample(validValues(schema), RUNS), sample(validValues(schema), RUNS)]
    expect(JSON.stringify(first)).toBe(JSON.stringify(second))
  }
})

test('values differ, and optional parts are present at times', () => {
  const schema = { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } } }
  const values = sample(validValues(schema), RUNS)
  expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(20)
  for (const present of [true, false])
    expect(values.some((value) => Object.hasOwn(value as object, 'a') === present)).toBe(true)
})

test('recursion stays bounded in depth and size', () => {
  const tree = {
    $ref: '#/$defs/tree',
    $defs: {
      tree: {
        type: 'object',
        required: ['kids'],
        properties: { kids: { type: 'array', items: { $ref: '#/$defs/tree' } } },
      },
    },
  }
  const sizes = sample(validValues(tree), { numRuns: 200, seed: 3 }).map((value) => JSON.stringify(value).length)
  expect(Math.max(...sizes)).toBeLessThan(20_000)
})

test('declaredOnly keeps to the properties that a schema declares', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: {
      a: { type: 'object', properties: { b: { type: 'integer' } } },
      map: { type: 'object', additionalProperties: { type: 'integer' } },
    },
  }
  for (const value of sample(validValues(schema, { declaredOnly: true }), RUNS) as { a: object }[]) {
    expect(Object.keys(value).filter((key) => key !== 'a' && key !== 'map')).toEqual([])
    expect(Object.keys(value.a).filter((key) => key !== 'b')).toEqual([])
  }
})

test('a property may have a name of the prototype', () => {
  const schema = JSON.parse(
    '{"type":"object","required":["__proto__","constructor"],"properties":{"__proto__":{"type":"integer"}}}',
  ) as object
  for (const value of sample(validValues(schema), RUNS)) {
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true)
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  }
})

test('formats of the caller are asserted, and true disables a format', () => {
  const schema = {
    type: 'object',
    required: ['a', 'b'],
    properties: { a: { type: 'string', format: 'color' }, b: { type: 'string', format: 'date', maxLength: 2 } },
  }
  for (const value of sample(validValues(schema, { formats: { color: /^#[0-9a-f]{6}$/, date: true } }), RUNS)) {
    expect((value as { a: string }).a).toMatch(/^#[0-9a-f]{6}$/)
  }
})

describe('a failure shrinks to the smallest value that still fails', () => {
  test.each<[string, unknown, (value: unknown) => boolean, unknown]>([
    ['a number', { type: 'integer' }, (value) => Number(value) < 17, 17],
    ['a number from a bound', { type: 'integer', minimum: 10, multipleOf: 5 }, (value) => Number(value) < 40, 40],
    ['a text', { type: 'string' }, (value) => String(value).length < 3, 'aaa'],
    ['a text of a pattern', { type: 'string', pattern: '^[a-z]+[0-9]+$' }, (value) => String(value).length < 4, 'aaa0'],
    ['a listed value', { enum: ['x', 'y', 'z'] }, (value) => value === 'x', 'y'],
    ['an array', { type: 'array', items: { type: 'integer' } }, (value) => (value as []).length < 2, [0, 0]],
    [
      'unique items',
      { type: 'array', items: { type: 'integer', minimum: 0 }, uniqueItems: true },
      (value) => (value as []).length < 2,
      [0, 1],
    ],
    [
      'an object',
      { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'string' } } },
      (value) => (value as { a: number }).a < 5,
      { a: 5 },
    ],
    [
      'one of several',
      { anyOf: [{ type: 'object' }, { type: 'string' }, { type: 'null' }] },
      (value) => typeof value !== 'string',
      '',
    ],
  ])('%s', (...[, schema, holds, smallest]) => {
    for (const seed of [1, 2, 3]) {
      const seen: unknown[] = []
      const run = () =>
        assert(
          property(validValues(schema), (value) => {
            if (!holds(value)) seen.push(value)
            return holds(value)
          }),
          { seed, numRuns: 1000 },
        )
      expect(run).toThrow('Property failed')
      expect(sorted(seen.at(-1), smallest)).toEqual(smallest)
    }
  })
})

/** Unique items are compared without regard to order. */
function sorted(value: unknown, like: unknown): unknown {
  return Array.isArray(value) && Array.isArray(like) ? value.toSorted((a, b) => Number(a) - Number(b)) : value
}
