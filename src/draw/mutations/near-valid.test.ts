import { describe, expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { valueAt } from '../../json/pointer.ts'
import { examplesOf, KEYS, sourceFor } from '../examples.test-support.ts'
import { beyondLongest } from './near-length.ts'
import { nearListed } from './near-listed.ts'
import { nearNames } from './near-names.ts'
import { NEAR_PATTERN } from './near-pattern.ts'
import { nearType } from './near-type.ts'

/** The broken parts of all near-valid values. */
function nearIn(key: string, at: string, seed?: string): readonly unknown[] {
  const source = sourceFor({ part: 'body', mode: 'invalid', key, secrets: 'realistic' }, seed)
  return examplesOf(source, source.boundaries)
    .filter(({ name, broken }) => name.startsWith('nearly: ') && broken?.instancePath === at)
    .map(({ value }) => valueAt(value, at))
}

function listedFor(key: string): unknown {
  return valueAt(CONTRACT.schemas[CONTRACT.resource.variants[key]?.request ?? ''], '/properties/region/enum')
}

describe('nearly listed', () => {
  const listed = { members: ['north', 'SOUTH_2'], elsewhere: ['east', 'north'] }
  const texts = [0, 1, 2].flatMap((turn) => nearListed(listed, turn).map(({ mutate }) => mutate('north')))

  test.each([
    /^(nort|SOUTH_)$/,
    /^(orth|OUTH_2)$/,
    /^SOUTH$/,
    /^SOUTH_3$/,
    /^(NORTH|south_2)$/,
    /^SOUTH-2$/,
    /^SOUTH2$/,
    /^SOUTH 2$/,
  ])('is a part or a variation: %s', (pattern) => {
    expect(texts.some((text) => pattern.test(String(text)))).toBe(true)
  })

  test.each([
    /^ \w+$/,
    /^\w+ $/,
    /^\w+\n$/,
    /^\w+X$/,
    /^(\w+),\1$/,
    /^north,SOUTH_2$/,
    /^east$/,
    /^$/,
    /^constructor$/,
    /^__proto__$/,
  ])('is an extension or a foreign text: %s', (pattern) => {
    expect(texts.some((text) => pattern.test(String(text)))).toBe(true)
  })

  test('is never a listed text', () => {
    expect(texts).not.toContain('north')
    expect(texts).not.toContain('SOUTH_2')
  })

  test('is a text that another schema lists for the property, except for the key', () => {
    const withRegion = KEYS.filter((key) => listedFor(key) !== undefined)
    expect(withRegion.length).toBeGreaterThan(1)
    const all = new Set(withRegion.flatMap(listedFor))
    for (const key of withRegion) {
      const others = [...all].filter((each) => !(listedFor(key) as readonly unknown[]).includes(each))
      expect(nearIn(key, '/region')).toEqual(expect.arrayContaining(others))
    }
    for (const key of KEYS) expect(KEYS.filter((each) => nearIn(key, '/type').includes(each))).toEqual([])
  })
})

describe('nearly matching', () => {
  const right = '0123456789abcdef0123456789abcdef01234567'
  const texts = NEAR_PATTERN.map(({ mutate }) => mutate(right))

  test.each([
    `${right}\n`,
    `\n${right}`,
    ` ${right}`,
    `0x${right}`,
    right.slice(1),
    right.slice(0, 32),
    right.toUpperCase(),
    `${right}\r\n`,
    '',
  ])('is %j', (text) => {
    expect(texts).toContain(text)
  })

  test.each([31, 33, 64, 65, 128])('has %i characters of the same alphabet', (length) => {
    expect(texts.some((text) => typeof text === 'string' && text.length === length && /^[0-9a-f]+$/.test(text))).toBe(
      true,
    )
  })

  test.each([/^[1-9]{10}$/, /^(?=.*-)[0-9a-f-]{40}$/, /^[0-9a-z]{40}$/])('matches %s', (pattern) => {
    expect(texts.some((text) => typeof text === 'string' && pattern.test(text) && !/^[0-9a-f]{40}$/.test(text))).toBe(
      true,
    )
  })

  test('of a secret is different each time', () => {
    const [one, other] = ['1/a', '2/b'].map((seed) => nearIn('NEW_RELIC', '/licenseKey', seed))
    for (const text of one ?? []) if (typeof text === 'string' && text.length > 8) expect(other).not.toContain(text)
  })
})

describe('too long', () => {
  const texts = beyondLongest(80).map(({ mutate }) => String(mutate('a name that is right')))

  test('holds for all texts in code points', () => {
    for (const text of texts) expect(Array.from(text).length, text).toBeGreaterThan(80)
  })

  test.each([
    ['trimmed', (text: string) => text.trim().length],
    ['of one line', (text: string) => (text.split('\n')[0] ?? '').length],
    ['composed', (text: string) => text.normalize('NFC').length],
    ['in graphemes', (text: string) => [...new Intl.Segmenter().segment(text)].length],
    ['without variation selectors', (text: string) => text.replaceAll(/[\uFE0E\uFE0F]/g, '').length],
    ['of letters', (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length],
  ])('but short enough, %s', (_, count) => {
    expect(texts.some((text) => count(text) <= 80 && count(text) > 0)).toBe(true)
  })

  test('no mutation for a bound of no use', () => {
    expect(beyondLongest(0)).toEqual([])
    expect(beyondLongest(100_000)).toEqual([])
  })
})

describe('of nearly the type', () => {
  test.each([
    ['string', 'x', [1, -1, true, ['x'], ['x', 'x'], {}]],
    ['boolean', true, ['true', 't', 1, 0, 2, -1, 'yes', '', [true]]],
    ['integer', 3, ['3', ' 3', '3.0', [3], true, 1.5]],
    ['array', ['x', 'y'], ['x', 'x,y', { 0: 'x', 1: 'y' }]],
    ['object', { a: 1 }, [[], '{"a":1}', [{ a: 1 }], [1]]],
    ['null', null, []],
  ])('%s', (type, right, wanted) => {
    expect(nearType(type).map(({ mutate }) => mutate(right))).toEqual(expect.arrayContaining(wanted))
  })
})

test('nearly an object: a body of another type, such as the values in an array with the key first', () => {
  const roots = KEYS.map((key) => ({ key, bodies: nearIn(key, '') }))
  for (const { key, bodies } of roots)
    expect(
      bodies.some((body) => Array.isArray(body) && body[0] === key && body.length > 1),
      key,
    ).toBe(true)
  expect(roots.flatMap(({ bodies }) => bodies)).toEqual(expect.arrayContaining([[], true, 1, '', 0, 'null']))
})

test('nearly the name: the property has a similar name', () => {
  const names = nearNames('apiKey').map(({ mutate }) => Object.keys(mutate({ apiKey: 1, b: 2 }) as object)[0])
  expect(names).toEqual(
    expect.arrayContaining(['apikey', 'APIKEY', 'api_key', 'api-key', 'ApiKey', 'apiKey ', '_apiKey']),
  )
  const prototypes = nearNames('apiKey').map(({ mutate }) => JSON.stringify(mutate({ apiKey: 1, b: 2 })))
  expect(prototypes).toContain('{"b":2,"__proto__":{"apiKey":1}}')
  // A mutation without effect leaves no property missing.
  expect(nearNames('url')[0]?.mutate({ url: 1 })).toBeUndefined()
})

test('in place of a text comes a whole number first, and in odd turns one with a fraction', () => {
  const firsts = [0, 1, 2, 3].map((turn) => nearType('string', turn)[0]?.mutate('a text'))
  expect(firsts).toEqual([1, 1.5, 1, 1.5])
  expect(nearType('boolean', 1)[0]?.mutate(true)).toEqual(nearType('boolean', 0)[0]?.mutate(true))
})

test('invalid bodies of updates have other values in place of a text than those of creates', () => {
  const [ofCreates, ofUpdates] = [numbersFor({}), numbersFor({ turn: 1 })]
  expect([...ofCreates, ...ofUpdates]).toEqual(expect.arrayContaining([1, 1.5]))
  expect(ofCreates).not.toEqual(ofUpdates)
})

/** The numbers in place of the username of PROMETHEUS, in the bodies of a turn. */
function numbersFor(turn: { readonly turn?: 1 }): readonly unknown[] {
  const source = sourceFor({ part: 'body', mode: 'invalid', key: 'PROMETHEUS', secrets: 'realistic', ...turn })
  const bodies = examplesOf(source, source.boundaries).map(
    ({ value }) => Object(value) as { readonly username?: unknown },
  )
  return bodies.map(({ username }) => username).filter((value) => typeof value === 'number')
}

test('each name tells what takes the place of what', () => {
  expect(nearType('string')[0]?.name).toBe('1 in place of the value')
  expect(nearNames('apiKey').map(({ name }) => name)).toContain('the name with hyphens')
  expect(NEAR_PATTERN.map(({ name }) => name)).toContain('a length of 64 characters')
})
