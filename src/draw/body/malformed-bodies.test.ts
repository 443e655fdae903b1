import { brokenText } from '../property-source.ts'
import { describe, expect, test } from 'vitest'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { valueAt } from '../../json/pointer.ts'
import { examplesOf, KEYS, sent, shrinksOf, sourceFor } from '../examples.test-support.ts'
import { WAYS } from '../mutations/misspellings.ts'

function read(bytes: Uint8Array | undefined): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

describe.each(KEYS)('malformed bodies of %s', (key) => {
  const source = sourceFor({ part: 'body', mode: 'malformed', key, secrets: 'realistic' })
  const { request = '' } = CONTRACT.resource.variants[key] ?? {}

  test('are no JSON in UTF-8, and the twins are accepted', () => {
    for (const example of examplesOf(source, 300)) {
      for (const { bytes, twin, broken } of [example, ...shrinksOf(example, 3)]) {
        expect(() => read(bytes)).toThrow()
        expect(VALIDATORS(request)(sent(twin))).toEqual([])
        expect(broken).toEqual({ part: 'body', keyword: 'JSON', instancePath: '', rule: 'malformed' })
        expect(broken && brokenText(broken)).toBe('the grammar of JSON')
      }
    }
  })

  test('start with each misspelling', () => {
    const names = examplesOf(source, source.boundaries).map(({ name }) => name)
    const known = WAYS.map(({ name }) => name)
    expect(names.filter((name) => !name.endsWith(', a secret one'))).toEqual(
      known.filter((name) => names.includes(name)),
    )
    const ofUpdates = sourceFor({ part: 'body', mode: 'malformed', key, secrets: 'realistic', turn: 1 })
    const others = examplesOf(ofUpdates, ofUpdates.boundaries).map(({ name }) => name)
    const [own, ofOther] = [new Set(names), new Set(others)]
    const isMissing = (name: string): boolean => !own.has(name) && !ofOther.has(name)
    expect(known.filter(isMissing).length, 'misspellings of neither creates nor updates').toBeLessThan(3)
    // Each has the first ones, and half of the others.
    expect(known.slice(0, 20).filter((name) => !own.has(name) || !ofOther.has(name)).length).toBeLessThan(3)
    expect(names.length).toBeLessThan(WAYS.length - 10)
  })

  test('have misspellings just before each secret', () => {
    const { redactions = {} } = CONTRACT.resource.variants[key] ?? {}
    const wrong = examplesOf(source, source.boundaries).filter(({ name }) => name.startsWith('a letter before a text'))
    for (const pointer of Object.keys(redactions))
      expect(
        wrong.some(({ value, twin }) => String(value).includes(`:x${JSON.stringify(valueAt(twin, pointer))}`)),
        pointer,
      ).toBe(true)
  })
})

test.each([/,"x":01\}$/, /,"x":NaN\}$/, /,"x":\}$/, /":,"/, /^\)\]\}'\n\{/])(
  'a lenient parser accepts %s',
  (pattern) => {
    const texts = ([{}, { turn: 1 }] as const).flatMap((turn) => {
      const source = sourceFor({ part: 'body', mode: 'malformed', key: 'DATADOG', secrets: 'realistic', ...turn })
      return examplesOf(source, source.boundaries).map(({ value }) => String(value))
    })
    expect(texts.some((text) => pattern.test(text))).toBe(true)
  },
)

test('a body shrinks, and the misspelling stays', () => {
  const source = sourceFor({ part: 'body', mode: 'malformed', key: 'DATADOG', secrets: 'realistic' })
  const example = examplesOf(source, 400).find(({ name, value }) => name === 'random' && String(value).endsWith(',}'))
  const [smaller] = shrinksOf(example ?? expect.fail('none ends in a comma'), 1)
  expect(String(smaller?.value)).toMatch(/,\}$/)
  expect(String(smaller?.value).length).toBeLessThanOrEqual(String(example?.value).length)
})
