import { describe, expect, test } from 'vitest'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { Drawing } from '../drawing.ts'
import { differences, examplesOf, sent, shrinksOf, textsIn } from '../examples.test-support.ts'
import { MADE_UP, MADE_UP_VALIDATORS } from './made-up.test-support.ts'
import { openSource } from '../open-source.ts'
import type { PropertySource } from '../property-source.ts'

const PORTABLE = new RegExp(MADE_UP.portableText.pattern, 'u')
const errorsOf = (value: unknown) => MADE_UP_VALIDATORS('Thing')(sent(value))

function source(drawing: Drawing): PropertySource {
  return openSource(drawing, { contract: MADE_UP, validators: MADE_UP_VALIDATORS, seed: '3/made-up' })
}

describe('nested objects, lists, references and composition', () => {
  const valid = source({ part: 'body', mode: 'valid', key: 'box', secrets: 'realistic' })
  const invalid = source({ part: 'body', mode: 'invalid', key: 'box', secrets: 'realistic' })

  test('hold only declared properties and portable texts', () => {
    for (const { value } of examplesOf(valid, 300)) {
      expect(errorsOf(value), JSON.stringify(value)).toEqual([])
      expect(undeclaredIn(value)).toEqual([])
      expect(valueAt(value, '/kind')).toBe('box')
      for (const { text } of textsIn(value))
        expect(text !== '' && text.length <= 200 && PORTABLE.test(text), text).toBe(true)
    }
  })

  test('hold realistic secrets at every place', () => {
    const secrets = examplesOf(valid, 100).map(({ value }) => valueAt(value, '/owner/token'))
    expect(secrets.filter((secret) => secret !== undefined).length).toBeGreaterThan(20)
    for (const secret of secrets) if (secret !== undefined) expect(secret).toMatch(/^[A-Za-z0-9]{36}$/)
  })

  test('are broken in nested places, and at each use of a reference', () => {
    const simple = examplesOf(invalid, invalid.boundaries).filter(({ name }) => !name.startsWith('nearly: '))
    const lines = simple.map(({ name, broken }) => `${name}: ${broken?.rule ?? ''}`)
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "type at the root: root
      required "kind" at the root: required
      required "owner" at the root: required
      required "sizes" at the root: required
      type at /kind: type
      enum at /kind: key
      type at /owner: type
      required "name" at /owner: required
      additionalProperties at /owner: additionalProperties
      type at /backup: type
      required "name" at /backup: required
      additionalProperties at /backup: additionalProperties
      type at /sizes: type
      minItems at /sizes: minItems
      maxItems at /sizes: maxItems
      uniqueItems at /sizes: uniqueItems
      type at /inner: type
      required "value" at /inner: required
      type at /label: type
      minLength at /label: minLength
      maxLength at /label: maxLength
      type at /mixed: type
      required "b" at /mixed: required
      type at /note: type
      maxLength at /either: maxLength
      type at /either: type
      type at /owner/name: type
      type at /owner/nick: type
      type at /owner/token: type
      minLength at /owner/token: minLength
      type at /backup/name: type
      type at /backup/nick: type
      type at /backup/token: type
      minLength at /backup/token: minLength
      type at /sizes/0: type
      minimum at /sizes/0: minimum
      type at /inner/value: type
      type at /inner/next: type
      required "value" at /inner/next: required
      type at /mixed/a: type
      type at /mixed/b: type
      exclusiveMinimum at /mixed/b: exclusiveMinimum
      type at /inner/next/value: type
      null at /kind: null-for-required
      null at /owner: null-for-required
      null at /owner/name: null-for-required
      null at /owner/token: null-for-optional
      null at /backup: null-for-optional
      null at /backup/name: null-for-required
      null at /backup/token: null-for-optional
      null at /sizes: null-for-required
      null at /inner: null-for-optional
      null at /inner/value: null-for-required
      null at /inner/next: null-for-optional
      null at /label: null-for-optional
      null at /either: null-for-optional
      null at /mixed: null-for-optional
      null at /mixed/a: null-for-optional
      null at /mixed/b: null-for-required
      null at /note: null-for-optional"
    `)
  })

  test('are refused for the stated violation, and the twins are accepted', () => {
    const examples = examplesOf(invalid, 400)
    for (const { name, value, broken, twin } of [
      ...examples,
      ...examples.slice(-80).flatMap((each) => shrinksOf(each, 4)),
    ]) {
      const { keyword, instancePath } = broken ?? {}
      expect(errorsOf(value), JSON.stringify(value)).toContainEqual(expect.objectContaining({ keyword, instancePath }))
      expect(errorsOf(twin), JSON.stringify(twin)).toEqual([])
      expect(differences(value, twin)).not.toEqual([])
      if (!name.startsWith('nearly: '))
        for (const { text } of textsIn(value)) expect(PORTABLE.test(text), text).toBe(true)
    }
  })

  test('have twins that differ in one nested place, unless another branch is needed', () => {
    const examples = examplesOf(invalid, 400).filter(({ broken }) => (broken?.instancePath ?? '').startsWith('/owner/'))
    expect(examples.length).toBeGreaterThan(30)
    for (const { value, broken, twin } of examples) {
      const place = `${broken?.instancePath ?? ''}${formatPointer(broken?.property === undefined ? [] : [broken.property])}`
      expect(differences(value, twin)).toEqual([place])
    }
  })

  test('are tricky in nested places', () => {
    const tricky = source({ part: 'body', mode: 'tricky', key: 'box', secrets: 'realistic' })
    for (const { value } of examplesOf(tricky, 200)) expect(errorsOf(value), JSON.stringify(value)).toEqual([])
    const alone = examplesOf(tricky, 60).find(({ name }) => name === 'a backslash')?.value
    for (const pointer of ['/owner/name', '/owner/nick', '/backup/name', '/note'])
      expect(valueAt(alone, pointer)).toBe('\\')
    expect(valueAt(alone, '/owner/token')).toBeUndefined()
  })

  test('are drawn as properties too', () => {
    for (const at of ['/owner', '/owner/name', '/sizes', '/inner', '/mixed', '/mixed/b', '/label', '/either']) {
      const drawn = source({ part: 'property', mode: 'invalid', key: 'box', at })
      for (const { value, broken, twin } of examplesOf(drawn, 60)) {
        expect(broken?.instancePath ?? '', at).not.toMatch(/^(?!$|\/)/)
        expect(JSON.stringify(value)).not.toBe(JSON.stringify(twin))
      }
      const values = examplesOf(source({ part: 'property', mode: 'valid', key: 'box', at }), 40)
      expect(values.map(({ value }) => value)).not.toContain(undefined)
    }
  })
})

const DECLARED: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys((MADE_UP.schemas['Thing'] as { properties: object }).properties),
  '/owner': ['name', 'nick', 'token'],
  '/backup': ['name', 'nick', 'token'],
  '/mixed': ['a', 'b'],
}

function undeclaredIn(value: unknown): readonly string[] {
  return Object.entries(DECLARED).flatMap(([pointer, names]) => {
    const part = valueAt(value, pointer)
    return isObject(part) ? Object.keys(part).filter((name) => !names.includes(name)) : []
  })
}

function textsOf([part, mode, parameter]: readonly [Part, Mode, string], count: number): readonly string[] {
  return examplesOf(source({ part, mode, parameter }), count).map(({ value }) => String(value))
}

type Part = 'query' | 'path'
type Mode = 'valid' | 'invalid'

describe('parameters of other kinds', () => {
  test('a near-valid text is a single path segment', () => {
    expect(textsOf(['path', 'valid', 'dots'], 3)).toEqual(['...', '...', '...'])
    for (const text of textsOf(['path', 'invalid', 'dots'], 300)) expect(text).not.toMatch(/^\.{1,3}$/)
    expect(textsOf(['path', 'invalid', 'dots'], 2)).toEqual(['a', '....'])
  })

  test('a text that is valid after trimming is not drawn', () => {
    for (const text of textsOf(['query', 'invalid', 'short'], 3000))
      expect(text.trim().length, `"${text}"`).toBeGreaterThan(3)
  })

  test('numbers have the notation of JSON', () => {
    for (const text of textsOf(['query', 'valid', 'amount'], 200)) {
      expect(String(Number(text))).toBe(text)
      expect(Number(text) >= 0.5 && Number(text) <= 8, text).toBe(true)
    }
    for (const text of textsOf(['query', 'invalid', 'amount'], 300))
      expect(Number(text) >= 0.5 && Number(text) <= 8, text).toBe(false)
  })

  test('lists and parameters of any text have no invalid texts and report that', () => {
    expect(() => source({ part: 'query', mode: 'valid', parameter: 'many' })).toThrow(
      'values of the query parameter "many" are not all texts, all numbers or all booleans',
    )
    expect(() => source({ part: 'query', mode: 'invalid', parameter: 'any' })).toThrow(
      'there are no invalid values of the query parameter "any": nothing is demanded of them',
    )
  })
})
