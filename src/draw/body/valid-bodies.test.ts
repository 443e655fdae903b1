import { describe, expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { valueAt } from '../../json/pointer.ts'
import { drawSecret } from '../../secrets/draw-secret.ts'
import { examplesOf, KEYS, minimal, sent, shrinksOf, sourceFor, textsIn } from '../examples.test-support.ts'

const PORTABLE = new RegExp(CONTRACT.portableText.pattern, 'u')

describe.each(KEYS)('valid bodies of %s', (key) => {
  const { request, properties, redactions, payloads } = CONTRACT.resource.variants[key] ?? fail()
  const accepts = (value: unknown) => VALIDATORS(request)(sent(value)).length === 0

  test.each(['realistic', 'any'] as const)('are accepted, portable and hold the key; secrets %s', (secrets) => {
    const source = sourceFor({ part: 'body', mode: 'valid', key, secrets })
    const examples = examplesOf(source, 300)
    for (const example of [...examples, ...examples.slice(0, 120).flatMap((each) => shrinksOf(each, 5))]) {
      expect(example).not.toHaveProperty('broken')
      expect(example).not.toHaveProperty('twin')
      expect(accepts(example.value), JSON.stringify(example.value)).toBe(true)
      expect(sent(example.value)).toEqual(example.value)
      expect(valueAt(example.value, CONTRACT.resource.key.pointer)).toBe(key)
      expect(properties).toEqual(expect.arrayContaining(Object.keys(example.value as object).map((name) => `/${name}`)))
      for (const { text } of textsIn(example.value)) expect(isUsual(text), text).toBe(true)
    }
  })

  test('hold every property, and leave out every optional property, at times', () => {
    const source = sourceFor({ part: 'body', mode: 'valid', key, secrets: 'realistic' })
    const bodies = examplesOf(source, 60).map(({ value }) => value)
    const always = new Set(Object.keys(payloads['minimal'] ?? {}).map((name) => `/${name}`))
    for (const pointer of properties) {
      const there = bodies.filter((body) => valueAt(body, pointer) !== undefined).length
      expect(there, pointer).toBeGreaterThan(0)
      if (!always.has(pointer)) expect(there, pointer).toBeLessThan(60)
    }
  })

  test('realistic secrets have the form, are unique, and survive shrinking', () => {
    const source = sourceFor({ part: 'body', mode: 'valid', key, secrets: 'realistic' })
    const seen = new Set<unknown>()
    let count = 0
    for (const example of examplesOf(source, 300)) {
      const secrets = secretsIn(example.value)
      if (example.name === 'equal texts') continue
      for (const [pointer, secret] of secrets) {
        expect(secret).toMatch(FORMS[(redactions[pointer]?.form ?? fail()) as keyof typeof FORMS])
        seen.add(secret)
        count += 1
      }
      for (const shrink of shrinksOf(example, 3))
        expect(secrets).toEqual(expect.arrayContaining(secretsIn(shrink.value)))
    }
    expect(seen.size).toBe(count)
  })

  function secretsIn(value: unknown): [string, unknown][] {
    const found = Object.keys(redactions).map((pointer): [string, unknown] => [pointer, valueAt(value, pointer)])
    return found.filter(([, secret]) => typeof secret === 'string')
  }
})

const FORMS = {
  hex32: /^[0-9a-f]{32}$/,
  hex40: /^[0-9a-f]{40}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'xoxb-token': /^xoxb-[A-Za-z0-9]{36}$/,
  token: /^[A-Za-z0-9]{36}$/,
  url: /^https:\/\//,
  text: /^\{"/,
}

function isUsual(text: string): boolean {
  const { length } = Array.from(text)
  return length >= CONTRACT.portableText.minLength && length <= CONTRACT.portableText.maxLength && PORTABLE.test(text)
}

test('the edges come first, without duplicates, under the most specific name', () => {
  const source = sourceFor({ part: 'body', mode: 'valid', key: 'SLACK', secrets: 'realistic' })
  const lines = examplesOf(source, source.boundaries).map(({ name, value }) => {
    const { apiToken: _, ...rest } = value as Record<string, unknown>
    const shortened = `${name}: ${JSON.stringify(rest)}`.replaceAll(/a{9,}/g, (text) => `a × ${text.length}`)
    return shortened.replaceAll(/(abcdefghij)+[a-j]*/g, '…')
  })
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "only required properties at the root: {"channelName":"a","type":"SLACK"}
    all properties at the root: {"channelName":"a","type":"SLACK","id":"a","teamName":"a"}
    with "id" at the root: {"channelName":"a","type":"SLACK","id":"a"}
    with "teamName" at the root: {"channelName":"a","type":"SLACK","teamName":"a"}
    maxLength 80 at /channelName: {"channelName":"a × 80","type":"SLACK"}
    maxLength 1000 at /id: {"channelName":"a","type":"SLACK","id":"a × 1000"}
    maxLength 1000 at /teamName: {"channelName":"a","type":"SLACK","teamName":"a × 1000"}
    null at /channelName: {"channelName":null,"type":"SLACK"}
    null at /id: {"channelName":"a","type":"SLACK","id":null}
    a combination: {"channelName":"atlas-on-call","id":"a","teamName":"Payments Platform","type":"SLACK"}
    a combination: {"channelName":null,"id":"a","type":"SLACK"}
    a combination: {"channelName":"atlas-on-call","id":null,"type":"SLACK"}
    a combination: {"channelName":null,"id":null,"teamName":"Payments Platform","type":"SLACK"}
    a combination: {"channelName":"atlas-on-call","teamName":"Payments Platform","type":"SLACK"}
    16 characters: {"channelName":"…","id":"…","teamName":"…","type":"SLACK"}
    32 characters: {"channelName":"…","id":"…","teamName":"…","type":"SLACK"}
    50 characters: {"channelName":"…","id":"…","teamName":"…","type":"SLACK"}
    63 characters: {"channelName":"…","id":"…","teamName":"…","type":"SLACK"}
    64 characters: {"channelName":"…","id":"…","teamName":"…","type":"SLACK"}
    65 characters: {"channelName":"…","id":"…","teamName":"…","type":"SLACK"}
    100 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    127 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    128 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    129 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    200 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    255 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    256 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    257 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    511 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    512 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    513 characters: {"channelName":"atlas-on-call","id":"…","teamName":"…","type":"SLACK"}
    equal texts: {"channelName":"atlas-on-call","id":"atlas-on-call","teamName":"atlas-on-call","type":"SLACK"}"
  `)
})

function anySecrets(key: string, pointer: string): readonly string[] {
  return examplesOf(sourceFor({ part: 'body', mode: 'valid', key, secrets: 'any' }), 300)
    .map(({ value }) => valueAt(value, pointer))
    .filter((secret) => typeof secret === 'string')
}

const isLong = (value: unknown) => String(valueAt(value, '/apiKey')).length > 10

/** Valid values at the edge of no single rule, by name. */
function namedIn(key: string, name: string, seed?: string): readonly unknown[] {
  const source = sourceFor({ part: 'body', mode: 'valid', key, secrets: 'realistic' }, seed)
  return examplesOf(source, source.boundaries).flatMap((each) => (each.name === name ? [each.value] : []))
}

describe('properties together', () => {
  test('any three properties with few values occur in all combinations', () => {
    const bodies = namedIn('PROMETHEUS', 'a combination')
    for (const enabled of [true, false])
      for (const serviceDiscovery of ['http', 'file'])
        for (const sendUserProvidedResourceTagsEnabled of [true, false])
          expect(bodies).toContainEqual(
            expect.objectContaining({ enabled, serviceDiscovery, sendUserProvidedResourceTagsEnabled }),
          )
  })

  test.each([true, false])('each is with the others there and left out: %j', (isThere) => {
    const bodies = namedIn('PROMETHEUS', 'a combination').filter(
      (body) => (valueAt(body, '/password') !== undefined) === isThere,
    )
    for (const [name, value] of [
      ['enabled', true],
      ['enabled', false],
      ['serviceDiscovery', 'http'],
      ['serviceDiscovery', 'file'],
    ])
      expect(bodies).toContainEqual(expect.objectContaining({ [String(name)]: value }))
  })

  test('a null property occurs beside a present property', () => {
    const there = { channelName: null, teamName: expect.any(String) as unknown }
    expect(namedIn('SLACK', 'a combination')).toContainEqual(expect.objectContaining(there))
  })

  test('texts with a pattern have a single kind of character, different for each seed', () => {
    const texts = ['1/a', '2/b'].flatMap((seed) =>
      namedIn('NEW_RELIC', 'nothing but letters', seed).map((body) => valueAt(body, '/licenseKey')),
    )
    expect(texts).toEqual([expect.stringMatching(/^[a-f]{40}$/), expect.stringMatching(/^[a-f]{40}$/)])
    expect(texts[0]).not.toBe(texts[1])
    expect(namedIn('NEW_RELIC', 'nothing but digits').map((body) => valueAt(body, '/accountId'))).toEqual([
      expect.stringMatching(/^\d{40}$/),
    ])
  })

  test('secrets of a form are equal, and unique to the example', () => {
    const [body] = namedIn('NEW_RELIC', 'equal texts')
    expect(valueAt(body, '/readToken')).toBe(valueAt(body, '/writeToken'))
    expect(valueAt(namedIn('NEW_RELIC', 'equal texts', '2/b')[0], '/readToken')).not.toBe(valueAt(body, '/readToken'))
  })

  test.each([64, 255, 256, 257])('texts have %i characters', (length) => {
    const [body] = namedIn('VICTOR_OPS', `${length} characters`)
    expect(String(valueAt(body, '/routingKey'))).toHaveLength(length)
  })
})

describe('secrets of any kind', () => {
  test.each([1, 5, 7, 12, 16, 31, 33, 64, 127, 256])('have %i characters', (length) => {
    const lengths = anySecrets('DATADOG', '/apiKey').map((secret) => Array.from(secret).length)
    expect(lengths).toContain(length)
  })

  test.each([/[0-9.]{7}\//, /\[.*\]/, /%2F/, /:\d+\//, /\.COM/, /\/$/, /#/, /com\?/, /é$/, /^.{30,40}$/, /^.{200,}$/])(
    'are URLs of all forms: %s',
    (form) => {
      expect(anySecrets('WEBHOOK', '/url').some((url) => form.test(url))).toBe(true)
    },
  )

  test('shrink to a body without other properties', () => {
    const source = sourceFor({ part: 'body', mode: 'valid', key: 'WEBHOOK', secrets: 'any' })
    const example = examplesOf(source, source.boundaries).find(({ value }) => /\[/.test(String(valueAt(value, '/url'))))
    const end = minimal(example ?? fail(), (value) => /\[/.test(String(valueAt(value, '/url'))))
    expect(Object.keys(end.value as object).toSorted()).toEqual(['type', 'url'])
  })

  test('of two examples have no common run', () => {
    const seen = new Map<string, string>()
    for (const [key, pointer] of [
      ['WEBHOOK', '/url'],
      ['WEBHOOK', '/secret'],
      ['DATADOG', '/apiKey'],
    ] as const)
      for (const secret of anySecrets(key, pointer).slice(0, 60)) {
        const hidden = secret.replace(/^https?:\/\/[^/?#]*/i, '')
        for (let at = 0; at + 8 <= hidden.length; at += 1) {
          const run = hidden.slice(at, at + 8)
          expect(seen.get(run) ?? secret, run).toBe(secret)
          seen.set(run, secret)
        }
      }
  })

  test('are short, 8 characters long, long, of greatest length, and realistic', () => {
    const secrets = anySecrets('DATADOG', '/apiKey')
    const lengths = secrets.map((secret) => Array.from(secret).length)
    for (const length of [1, 2, 3, 4, 8])
      expect(lengths.filter((each) => each === length).length, String(length)).toBeGreaterThan(10)
    expect(lengths.filter((each) => each === 256).length).toBeGreaterThan(10)
    expect(lengths).toContain(1000)
    expect(secrets.filter((secret) => FORMS.hex32.test(secret)).length).toBeGreaterThan(20)
  })

  test('long secrets are never plain', () => {
    for (const [key, pointer] of [
      ['DATADOG', '/apiKey'],
      ['NEW_RELIC', '/licenseKey'],
      ['WEBHOOK', '/url'],
    ] as const)
      for (const secret of anySecrets(key, pointer)) if (secret.length >= 8) expect(secret).not.toMatch(/(.)\1{6}/su)
  })

  test('shrink to the shortest that fails', () => {
    const source = sourceFor({ part: 'body', mode: 'valid', key: 'DATADOG', secrets: 'any' })
    const failing = examplesOf(source, 100).filter(({ name, value }) => name === 'random' && isLong(value))
    const ends = failing.map((example) => minimal(example, isLong).value as Record<string, unknown>)
    const shortest = Math.min(...ends.map(({ apiKey }) => String(apiKey).length))
    expect(shortest).toBe(11)
    for (const end of ends) expect(Object.keys(end).toSorted()).toEqual(['apiKey', 'type'])
  })
})

function nulls(at: string): readonly unknown[] {
  const source = sourceFor({ part: 'property', mode: 'valid', key: 'SLACK', at })
  return examplesOf(source, 200).filter(({ value }) => value === null)
}

test('a secret depends on the seed, the index of the example and the pointer', () => {
  const source = sourceFor({ part: 'body', mode: 'valid', key: 'DATADOG', secrets: 'realistic' }, '7/x')
  expect(valueAt(source.example(41).value, '/apiKey')).toBe(drawSecret('hex32', '7/x/41/apiKey'))
})

describe('a property', () => {
  test('is null at times if null is accepted, and never otherwise', () => {
    expect(nulls('/channelName').length).toBeGreaterThan(3)
    expect(nulls('/channelName').length).toBeLessThan(40)
    expect(nulls('/teamName')).toEqual([])
  })

  test('that is listed takes each listed value', () => {
    const source = sourceFor({ part: 'property', mode: 'valid', key: 'DATADOG', at: '/region' })
    const values = examplesOf(source, source.boundaries).map(({ value }) => value)
    expect(values).toEqual(['US', 'EU', 'US3', 'US5', 'AP1', 'US1_FED'])
  })

  test('that is a secret takes secrets of all kinds', () => {
    const source = sourceFor({ part: 'property', mode: 'valid', key: 'DATADOG', at: '/apiKey' })
    const texts = examplesOf(source, 60).map(({ value }) => String(value))
    expect(texts.filter((text) => FORMS.hex32.test(text)).length).toBeGreaterThan(5)
    expect(texts.filter((text) => text.length < 5).length).toBeGreaterThan(5)
  })

  test('that holds the key takes only the key', () => {
    const source = sourceFor({ part: 'property', mode: 'valid', key: 'SLACK', at: '/type' })
    expect(new Set(examplesOf(source, 20).map(({ value }) => value))).toEqual(new Set(['SLACK']))
  })
})

const hasTeam = (value: unknown) => valueAt(value, '/teamName') !== undefined

test('a body shrinks to the failing property, with simple values', () => {
  const source = sourceFor({ part: 'body', mode: 'valid', key: 'SLACK', secrets: 'realistic' })
  const example = examplesOf(source, 40).findLast(({ value }) => hasTeam(value)) ?? fail()
  expect(example.name).toBe('random')
  const end = minimal(example, hasTeam).value as Record<string, unknown>
  expect({ ...end, apiToken: '' }).toEqual({ apiToken: '', channelName: 'a', teamName: 'a', type: 'SLACK' })
})

function fail(): never {
  throw new Error('there is none')
}
