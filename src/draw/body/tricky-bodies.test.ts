import { describe, expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { valueAt } from '../../json/pointer.ts'
import { EmptyPool } from '../empty-pool.ts'
import { examplesOf, KEYS, minimal, sent, shrinksOf, sourceFor, textsIn } from '../examples.test-support.ts'
import { fitted, FRAGMENTS } from '../text/tricky-text.ts'

const PORTABLE = new RegExp(CONTRACT.portableText.pattern, 'u')
const KEY = CONTRACT.resource.key.pointer

describe.each(KEYS)('tricky bodies of %s', (key) => {
  const variant = CONTRACT.resource.variants[key]
  const source = sourceFor({ part: 'body', mode: 'tricky', key, secrets: 'realistic' })
  const examples = examplesOf(source, 300)

  test('are accepted, portable and hold the key', () => {
    for (const { value, broken } of [...examples, ...examples.slice(0, 120).flatMap((each) => shrinksOf(each, 5))]) {
      expect(broken).toBeUndefined()
      expect(VALIDATORS(variant?.request ?? '')(sent(value)), JSON.stringify(value)).toEqual([])
      expect(valueAt(value, KEY)).toBe(key)
      for (const { text } of textsIn(value)) {
        expect(PORTABLE.test(text), text).toBe(true)
        // A server may count UTF-16 units: an emoji then has two.
        expect(text.length).toBeLessThanOrEqual(CONTRACT.portableText.maxLength)
      }
    }
  })

  test('hold many fragments at once, then each alone, then several', () => {
    const packs = source.boundaries - FRAGMENTS.length
    const alone = examples.slice(packs, source.boundaries)
    expect(alone.map(({ name }) => name)).toEqual(FRAGMENTS.map(({ name }) => name))
    for (const [index, { text }] of FRAGMENTS.entries())
      expect(valueAt(alone[index]?.value, '/id')).toBe(fitted(text, { min: 1, max: 1000 }))
    const many = examples.slice(0, packs).map(({ value }) => valueAt(value, '/id'))
    for (const { text } of FRAGMENTS)
      if (text.length <= 60) expect(many.filter((pack) => String(pack).includes(text))).not.toEqual([])
    expect(packs).toBeLessThanOrEqual(3)
    const joined = examples.slice(source.boundaries).map(({ value }) => valueAt(value, '/id'))
    expect(joined.filter((text) => !FRAGMENTS.some((fragment) => fragment.text === text)).length).toBeGreaterThan(20)
  })

  test('keep secrets and listed texts', () => {
    for (const { value } of examples) {
      for (const pointer of Object.keys(variant?.redactions ?? {})) {
        const secret = valueAt(value, pointer)
        if (secret !== undefined) expect(secret).toMatch(/^[\x21-\x7e]{32,}$/)
      }
    }
  })
})

describe('tricky fragments', () => {
  test('are portable and different', () => {
    for (const { text } of FRAGMENTS) expect(PORTABLE.test(text), text).toBe(true)
    expect(new Set(FRAGMENTS.map(({ text }) => text)).size).toBe(FRAGMENTS.length)
    expect(new Set(FRAGMENTS.map(({ name }) => name)).size).toBe(FRAGMENTS.length)
  })

  test('fit bounds in code points without dividing a character', () => {
    expect(fitted('\u{1F600}\u{1F680}', { min: 1, max: 1 })).toBe('\u{1F600}')
    expect(fitted('\u{1F600}b', { min: 5, max: 5 })).toBe('\u{1F600}b\u{1F600}b\u{1F600}')
    expect(fitted('', { min: 3, max: 80 })).toBe('aaa')
    expect(fitted('abc', { min: 1, max: 80 })).toBe('abc')
    expect(fitted('ab', { min: 2, max: 2 })).toBe('ab')
    expect(fitted('\u{1F600}\u{1F600}b', { min: 1, max: 3, units: 4 })).toBe('\u{1F600}\u{1F600}')
    expect(fitted('\u{1F600}\u{1F600}', { min: 1, max: 2, units: 3 })).toBe('\u{1F600}')
    for (const { text } of FRAGMENTS) {
      for (const max of [1, 2, 3, 7, 80]) {
        const cut = fitted(text, { min: 1, max })
        expect(Array.from(cut).length).toBeLessThanOrEqual(max)
        expect(/\p{Cs}/u.test(cut)).toBe(false)
      }
    }
  })
})

const hasBackslash = (value: unknown) => JSON.stringify(value).includes('\\\\')

describe('tricky bodies shrink', () => {
  const source = sourceFor({ part: 'body', mode: 'tricky', key: 'SLACK', secrets: 'realistic' })
  const examples = examplesOf(source, 400)

  test('from a fragment in every text to the piece that fails, with only required properties', () => {
    const first = examples.find(({ value }) => hasBackslash(value))
    const end = minimal(first ?? fail(), hasBackslash).value as Record<string, unknown>
    expect({ ...end, apiToken: '' }).toEqual({ apiToken: '', channelName: '\\', type: 'SLACK' })
  })

  test('from several fragments to the character that fails, with plain other texts', () => {
    const failing = examples.slice(source.boundaries).filter(({ value }) => hasBackslash(value))
    expect(failing.length).toBeGreaterThan(5)
    for (const example of failing) {
      const { apiToken: _, ...end } = minimal(example, hasBackslash).value as Record<string, unknown>
      expect([
        { channelName: '\\', type: 'SLACK' },
        { channelName: 'a', teamName: '\\', type: 'SLACK' },
        { channelName: 'a', id: '\\', type: 'SLACK' },
      ]).toContainEqual(end)
    }
  })

  test('and keep the secret', () => {
    const example = source.example(source.boundaries)
    for (const shrink of shrinksOf(example, 20))
      expect(valueAt(shrink.value, '/apiToken')).toBe(valueAt(example.value, '/apiToken'))
  })
})

describe('a property', () => {
  test('holds fragments within the bounds', () => {
    const source = sourceFor({ part: 'property', mode: 'tricky', key: 'SLACK', at: '/channelName' })
    const texts = examplesOf(source, 300).map(({ value }) => String(value))
    const lengths = texts.map((text) => Array.from(text).length)
    expect(Math.max(...lengths)).toBe(80)
    expect(Math.min(...lengths)).toBeGreaterThan(0)
    expect(texts).toContain('<script>alert(1)</script>')
  })

  test('that is no free text is reported', () => {
    for (const [key, at] of [
      ['DATADOG', '/region'],
      ['DATADOG', '/apiKey'],
      ['DATADOG', '/sendDatabaseMetrics'],
      ['NEW_RELIC', '/accountId'],
      ['SLACK', '/type'],
    ] as const)
      expect(() => sourceFor({ part: 'property', mode: 'tricky', key, at })).toThrow(EmptyPool)
    expect(() => sourceFor({ part: 'property', mode: 'tricky', key: 'DATADOG', at: '/region' })).toThrow(
      'values of /region in bodies of DATADOG hold no free text that could be tricky',
    )
  })
})

function fail(): never {
  throw new Error('there is none')
}
