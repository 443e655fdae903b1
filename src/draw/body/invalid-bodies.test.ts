import { describe, expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import { EmptyPool } from '../empty-pool.ts'
import {
  differences,
  examplesOf,
  KEYS,
  minimal,
  sent,
  shrinksOf,
  sourceFor,
  textsIn,
} from '../examples.test-support.ts'
import type { Broken, Example } from '../property-source.ts'

const PORTABLE = new RegExp(CONTRACT.portableText.pattern, 'u')
const KEY = CONTRACT.resource.key.pointer

function brokenIn({ broken }: Example): Broken {
  if (broken === undefined) throw new Error('nothing is broken')
  return broken
}

/** The pointer at which a value must differ from the twin. */
function placeOf({ instancePath, property }: Broken): string {
  return property === undefined ? instancePath : `${instancePath}${formatPointer([property])}`
}

/** True for a near-valid value, which has separate tests. */
function isNear({ name }: Pick<Example, 'name'>): boolean {
  return name.startsWith('nearly: ')
}

describe.each(KEYS)('invalid bodies of %s', (key) => {
  const { request, properties, redactions } = CONTRACT.resource.variants[key] ?? fail()
  const source = sourceFor({ part: 'body', mode: 'invalid', key, secrets: 'any' })
  const examples = examplesOf(source, 300)
  const all = [...examples, ...examples.slice(0, 120).flatMap((each) => shrinksOf(each, 5))]

  test('are refused for the stated violation after serialisation', () => {
    for (const example of all) {
      const { keyword, instancePath, property } = brokenIn(example)
      const errors = VALIDATORS(request)(sent(example.value))
      expect(errors, JSON.stringify(example)).toContainEqual(
        expect.objectContaining({
          keyword,
          instancePath,
          ...(property !== undefined && { params: { missingProperty: property } }),
        }),
      )
    }
  })

  test('have an accepted twin that differs only in the broken place', () => {
    for (const example of all) {
      expect(VALIDATORS(request)(sent(example.twin)), JSON.stringify(example)).toEqual([])
      // A property under another name is there as well as missing.
      const found = differences(example.value, example.twin)
      expect(found.slice(brokenIn(example).unnamed ? 1 : 0)).toEqual([placeOf(brokenIn(example))])
    }
  })

  test('are portable elsewhere: declared properties, the key, no null, realistic secrets', () => {
    const seen = new Set<unknown>()
    let count = 0
    for (const example of examples) {
      const place = placeOf(brokenIn(example))
      for (const { at, text } of textsIn(example.value)) {
        if (at !== place || !isNear(example)) expect(PORTABLE.test(text), text).toBe(true)
        if (at !== place && !at.startsWith(`${place}/`)) expect(text).not.toBe('')
      }
      if (!isObject(example.value)) continue
      if (brokenIn(example).unnamed) continue
      expect(properties).toEqual(expect.arrayContaining(Object.keys(example.value).map((name) => `/${name}`)))
      if (place !== KEY) expect(valueAt(example.value, KEY)).toBe(key)
      const { rule } = brokenIn(example)
      if (!rule.startsWith('null-for-')) expect(Object.values(example.value)).not.toContain(null)
      for (const pointer of Object.keys(redactions)) {
        const secret = valueAt(example.value, pointer)
        if (pointer === place || secret === undefined) continue
        expect(secret).toMatch(/^([0-9a-f-]{32,40}|(xoxb-)?[A-Za-z0-9]{36}|https:\/\/.{20,}|\{"x-a".*)$/)
        seen.add(secret)
        count += 1
      }
    }
    expect(seen.size).toBe(count)
  })

  test('each place in turn, null apart from a wrong type', () => {
    const simple = examplesOf(source, source.boundaries).filter((example) => !isNear(example))
    const places = simple.map((example) => JSON.stringify(example.broken))
    const random = examples.slice(source.boundaries, source.boundaries + places.length)
    expect(random.map(({ broken }) => JSON.stringify(broken))).toEqual(places)
    for (const { broken, value } of all) {
      if (broken?.keyword !== 'type' || broken.rule === 'root') continue
      expect(valueAt(value, broken.instancePath) === null).toBe(broken.rule !== 'type')
    }
  })
})

/** The simplest values by their names, with their rules. */
function placesOf(key: string): string {
  const source = sourceFor({ part: 'body', mode: 'invalid', key, secrets: 'realistic' })
  return examplesOf(source, source.boundaries)
    .filter((example) => !isNear(example))
    .map(({ name, broken }) => `${name}: ${broken?.rule ?? ''}`)
    .join('\n')
}

describe('every constraint of the schema is a place', () => {
  test('of SLACK', () => {
    expect(placesOf('SLACK')).toMatchInlineSnapshot(`
      "type at the root: root
      required "apiToken" at the root: required
      required "channelName" at the root: required
      type at /apiToken: type
      type at /channelName: type
      minLength at /channelName: minLength
      maxLength at /channelName: maxLength
      type at /id: type
      type at /teamName: type
      type at /type: type
      enum at /type: key
      another key at /type: key
      null at /apiToken: null-for-required
      null at /teamName: null-for-optional
      null at /type: null-for-optional"
    `)
  })

  test('of NEW_RELIC', () => {
    expect(placesOf('NEW_RELIC')).toMatchInlineSnapshot(`
      "type at the root: root
      required "accountId" at the root: required
      required "licenseKey" at the root: required
      required "readToken" at the root: required
      required "writeToken" at the root: required
      type at /accountId: type
      pattern at /accountId: pattern
      type at /id: type
      type at /licenseKey: type
      pattern at /licenseKey: pattern
      type at /readToken: type
      type at /type: type
      enum at /type: key
      type at /writeToken: type
      another key at /type: key
      null at /accountId: null-for-required
      null at /licenseKey: null-for-required
      null at /readToken: null-for-required
      null at /type: null-for-optional
      null at /writeToken: null-for-required"
    `)
  })
})

describe('the body that is none', () => {
  test('has every other type', () => {
    const source = sourceFor({ part: 'body', mode: 'invalid', key: 'SLACK', secrets: 'realistic' })
    const values = examplesOf(source, 400)
      .filter(({ broken }) => broken?.rule === 'root')
      .map(({ value }) => value)
    expect(
      new Set(values.map((value) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value))),
    ).toEqual(new Set(['null', 'boolean', 'number', 'string', 'array']))
  })
})

test('another key is a key of the contract', () => {
  const source = sourceFor({ part: 'body', mode: 'invalid', key: 'SLACK', secrets: 'realistic' })
  const types = examplesOf(source, 300)
    .filter(({ broken }) => broken?.rule === 'key')
    .map(({ value }) => valueAt(value, KEY))
  const others = new Set(CONTRACT.resource.key.values.filter((each) => each !== 'SLACK'))
  expect(types.filter((type) => others.has(String(type))).length).toBeGreaterThan(5)
  expect(types.filter((type) => !others.has(String(type))).length).toBeGreaterThan(5)
})

describe('invalid values shrink to the smallest value that is broken in the same place', () => {
  const source = sourceFor({ part: 'body', mode: 'invalid', key: 'SLACK', secrets: 'realistic' })
  const random = examplesOf(source, 400).slice(source.boundaries)

  test('a text that is too long, to a single excess character', () => {
    const example = random.find(
      ({ broken, value }) => broken?.keyword === 'maxLength' && Object.keys(value as object).length > 3,
    )
    const end = minimal(example ?? fail(), (value) => String(valueAt(value, '/channelName')).length > 80)
    expect({ ...(end.value as object), apiToken: '' }).toEqual({
      apiToken: '',
      channelName: 'a'.repeat(81),
      type: 'SLACK',
    })
    expect(end.broken).toEqual(example?.broken)
  })

  test('a wrong type, to false', () => {
    const example = random.find(
      ({ broken, value }) => broken?.instancePath === '/id' && isObject(valueAt(value, '/id')),
    )
    expect(valueAt(minimal(example ?? fail(), () => true).value, '/id')).toBe(false)
  })

  test('the simplest values shrink no further', () => {
    for (const example of examplesOf(source, source.boundaries))
      expect(shrinksOf(example, 9).length).toBeLessThanOrEqual(isNear(example) ? 1 : 0)
  })
})

function nullRules(at: string): readonly unknown[] {
  const source = sourceFor({ part: 'property', mode: 'invalid', key: 'SLACK', at })
  return examplesOf(source, source.boundaries).flatMap(({ value, broken }) => (value === null ? [broken?.rule] : []))
}

describe('a secret', () => {
  const examples = examplesOf(sourceFor({ part: 'body', mode: 'invalid', key: 'NEW_RELIC', secrets: 'realistic' }), 400)

  test('that is broken is replaced in the twin by a unique secret', () => {
    const mended = examples.flatMap(({ broken, twin }) =>
      broken?.instancePath === '/licenseKey' ? [valueAt(twin, '/licenseKey')] : [],
    )
    expect(mended.length).toBeGreaterThan(30)
    expect(new Set(mended).size).toBe(mended.length)
  })

  test('that is broken is never plain', () => {
    const broken = examples.filter((each) => each.broken?.instancePath === '/licenseKey')
    for (const { value } of [...broken, ...broken.flatMap((each) => shrinksOf(each, 100))])
      expect(valueAt(value, '/licenseKey')).not.toEqual(expect.stringMatching(/a{8}/))
  })
})

describe('a property', () => {
  const source = sourceFor({ part: 'property', mode: 'invalid', key: 'SLACK', at: '/channelName' })

  test('is broken at the root', () => {
    const simple = examplesOf(source, source.boundaries).filter((example) => !isNear(example))
    expect(simple.map(({ broken, twin }) => [broken?.rule, broken?.instancePath, twin])).toMatchInlineSnapshot(`
      [
        [
          "type",
          "",
          "atlas-on-call",
        ],
        [
          "minLength",
          "",
          "atlas-on-call",
        ],
        [
          "maxLength",
          "",
          "atlas-on-call",
        ],
      ]
    `)
  })

  test('is refused in a good body', () => {
    const full = CONTRACT.resource.variants['SLACK']?.payloads['full']
    for (const { value, broken } of examplesOf(source, 300)) {
      const errors = VALIDATORS('SlackRequest')({ ...full, channelName: sent(value) })
      expect(errors).toContainEqual(expect.objectContaining({ keyword: broken?.keyword, instancePath: '/channelName' }))
    }
  })

  test('that is null has different rules if required and if optional', () => {
    expect(nullRules('/apiToken')).toEqual(['null-for-required'])
    expect(nullRules('/teamName')).toEqual(['null-for-optional'])
    expect(nullRules('/channelName')).toEqual([])
  })
})

test('a missing key or property is reported', () => {
  expect(() => sourceFor({ part: 'property', mode: 'invalid', key: 'SLACK', at: '/nothing' })).toThrow(EmptyPool)
  expect(() => sourceFor({ part: 'property', mode: 'invalid', key: 'SLACK', at: '/nothing' })).toThrow(
    'bodies of SLACK declare no property at "/nothing"',
  )
  expect(() => sourceFor({ part: 'body', mode: 'valid', key: 'NOTHING', secrets: 'any' })).toThrow(
    'there is no schema for bodies of NOTHING',
  )
})

function fail(): never {
  throw new Error('there is none')
}
