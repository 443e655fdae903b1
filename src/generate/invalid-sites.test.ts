import { check, property, sample } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type InvalidSite, invalidSites } from './invalid-sites.ts'
import { ajvErrors } from './judge.test-support.ts'
import { OWN_SCHEMAS } from './own-schemas.test-support.ts'
import { secondJudge } from './second-judge.test-support.ts'

const RUNS = { numRuns: 6, seed: 5 }

function sites(schema: unknown): InvalidSite[] {
  return [...invalidSites(schema)]
}

function nameOf({ instancePath, keyword, property: name }: InvalidSite): string {
  return `${keyword}${name === undefined ? '' : ` ${name}`} ${instancePath}`.trim()
}

function built(schema: unknown): string[] {
  return sites(schema).flatMap((site) => ('arbitrary' in site ? [nameOf(site)] : []))
}

function skipped(schema: unknown): string[] {
  return sites(schema).flatMap((site) => ('arbitrary' in site ? [] : [nameOf(site)]))
}

/** The sites without values, by schema. */
const SKIPPED: Readonly<Record<string, readonly string[]>> = {
  'a pattern to avoid': ['type'],
  'repeated items': ['type'],
  'not a whole object': ['type'],
  'none of the listed': ['minLength'],
  'told apart by a property': ['oneOf'],
  'a list that must end': ['oneOf'],
  'nothing unevaluated': ['const /b', 'const /c'],
  'no item unevaluated': ['const /1', 'const /2'],
}

/** Formats of numbers are ajv-formats' own: the other judge asserts nothing for them. */
const ONE_JUDGE = new Set(['integers of 32 bits'])

describe('every invalid value is refused with an error at the site', () => {
  test.each(Object.entries(OWN_SCHEMAS))('%s', async (name, schema) => {
    const errorsOf = ajvErrors(schema)
    const accepts = ONE_JUDGE.has(name) ? () => false : await secondJudge(schema)
    const judgedTwice = !JSON.stringify(schema).includes('\\\\:')
    expect(skipped(schema)).toEqual(SKIPPED[name] ?? [])
    for (const site of sites(schema)) {
      if (!('arbitrary' in site)) continue
      for (const value of sample(site.arbitrary, RUNS)) {
        const errors = errorsOf(value).map(({ instancePath, keyword }) => ({ instancePath, keyword }))
        expect(errors, JSON.stringify(value)).toContainEqual({ instancePath: site.instancePath, keyword: site.keyword })
        if (judgedTwice) expect(accepts(value), `${nameOf(site)}: ${JSON.stringify(value)}`).toBe(false)
      }
    }
  })
})

const ACCOUNT = {
  type: 'object',
  required: ['name', 'kind'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 20 },
    kind: { type: 'string', enum: ['A', 'B'] },
    tags: { type: 'array', maxItems: 3, uniqueItems: true, items: { type: 'string', pattern: '^[a-z]+$' } },
  },
  additionalProperties: false,
}

test('each keyword is a site, by growing depth', () => {
  expect(built(ACCOUNT)).toEqual([
    'type',
    'required name',
    'required kind',
    'additionalProperties',
    'type /name',
    'minLength /name',
    'maxLength /name',
    'type /kind',
    'enum /kind',
    'type /tags',
    'maxItems /tags',
    'uniqueItems /tags',
    'type /tags/0',
    'pattern /tags/0',
  ])
})

test('a value breaks only the keyword of the site', () => {
  const errorsOf = ajvErrors(ACCOUNT)
  expect(skipped(ACCOUNT)).toEqual([])
  for (const site of sites(ACCOUNT)) {
    if (!('arbitrary' in site)) continue
    for (const value of sample(site.arbitrary, RUNS)) {
      const others = errorsOf(value).filter(
        ({ instancePath, keyword }) => instancePath !== site.instancePath || keyword !== site.keyword,
      )
      // A value of another type is no listed value either.
      expect(others.filter(({ keyword }) => !(site.keyword === 'type' && keyword === 'enum'))).toEqual([])
    }
  }
})

test('a value shrinks to the smallest value that breaks only the keyword', () => {
  const site = sites(ACCOUNT).find((each) => nameOf(each) === 'maxLength /name')
  if (site === undefined || !('arbitrary' in site)) throw new TypeError('the site is not built')
  const found = check(
    property(site.arbitrary, () => false),
    { seed: 4 },
  )
  expect(found.counterexample).toEqual([{ name: 'a'.repeat(21), kind: 'A' }])
})

test('sites lie inside of branches, references and maps', () => {
  const schema = {
    oneOf: [
      { $ref: '#/$defs/slack' },
      {
        type: 'object',
        required: ['type'],
        properties: { type: { const: 'MAIL' }, to: { type: 'array', items: { type: 'string', format: 'email' } } },
      },
    ],
    $defs: {
      slack: {
        type: 'object',
        required: ['type', 'token'],
        properties: {
          type: { const: 'SLACK' },
          token: { type: 'string', minLength: 5 },
          labels: { additionalProperties: { type: 'integer' } },
        },
      },
    },
  }
  const names = built(schema)
  expect(names).toContain('minLength /token')
  expect(names).toContain('required token')
  expect(names).toContain('format /to/0')
  expect(names.some((name) => /^type \/labels\/./.test(name))).toBe(true)
})

test('a keyword that allOf repeats is one site, broken in every schema that has it', () => {
  const schema = {
    allOf: [
      { type: 'object', properties: { a: { minLength: 2 } } },
      { properties: { a: { type: 'string', minLength: 2 } } },
    ],
  }
  expect(built(schema).filter((name) => name === 'minLength /a')).toHaveLength(1)
})

test('recursion ends: each schema location is one site', () => {
  const schema = { type: 'object', properties: { next: { $ref: '#' }, value: { type: 'integer' } } }
  expect(built(schema)).toEqual(['type', 'type /value'])
})

test('a site that no value can break has a reason', () => {
  const schema = { type: 'integer', minimum: 3, allOf: [{ exclusiveMinimum: 2 }] }
  const site = sites(schema).find(({ keyword }) => keyword === 'minimum')
  expect(site).toMatchObject({ keyword: 'minimum', unsatisfiable: expect.stringContaining('no') })
})

test('a value that satisfies another branch is no invalid value', () => {
  const schema = {
    anyOf: [
      { type: 'string', minLength: 3 },
      { type: 'string', maxLength: 5 },
    ],
  }
  const errorsOf = ajvErrors(schema)
  for (const site of sites(schema)) {
    if ('arbitrary' in site) for (const value of sample(site.arbitrary, RUNS)) expect(errorsOf(value)).not.toEqual([])
  }
})
