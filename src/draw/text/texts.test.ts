import { describe, expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { EmptyPool } from '../empty-pool.ts'
import { examplesOf, minimal, shrinksOf, sourceFor } from '../examples.test-support.ts'
import { brokenText, type Example } from '../property-source.ts'

const PORTABLE = new RegExp(CONTRACT.portableText.pattern, 'u')

type Part = 'query' | 'path'

const textsOf = (examples: readonly Example[]) => examples.map(({ value }) => String(value))

function drawn(part: Part, mode: 'valid' | 'invalid', parameter: string): readonly Example[] {
  return examplesOf(sourceFor({ part, mode, parameter }), 300)
}

function edges(part: Part, mode: 'valid' | 'invalid', parameter: string): readonly string[] {
  const source = sourceFor({ part, mode, parameter })
  return textsOf(examplesOf(source, source.boundaries))
}

describe('valid texts', () => {
  test('of an integer are canonical and in range', () => {
    for (const text of textsOf(drawn('query', 'valid', 'itemsPerPage'))) {
      expect(text).toMatch(/^[1-9]\d*$/)
      expect(Number(text)).toBeLessThanOrEqual(500)
    }
    expect(edges('query', 'valid', 'itemsPerPage')).toEqual(['1', '500'])
    expect(edges('query', 'valid', 'pageNum')).toEqual(['1', String(2 ** 31 - 1)])
    expect(new Set(textsOf(drawn('query', 'valid', 'itemsPerPage'))).size).toBeGreaterThan(50)
  })

  test('of a boolean are true and false', () => {
    expect(new Set(textsOf(drawn('query', 'valid', 'envelope')))).toEqual(new Set(['true', 'false']))
  })

  test('of a path are segments of the pattern, or listed', () => {
    for (const text of textsOf(drawn('path', 'valid', 'groupId'))) expect(text).toMatch(/^[a-f0-9]{24}$/)
    expect(edges('path', 'valid', 'integrationType')).toEqual(CONTRACT.resource.key.values)
  })
})

const MORE = ['null', 'undefined', '1-1', '1;1', '[1]', '{}', 'ten', '*', '1/1', 'last', 'all']

describe('invalid texts of a query', () => {
  test('start with the simplest for each keyword, values beyond the edges and near-valid texts', () => {
    expect(edges('query', 'invalid', 'itemsPerPage')).toEqual([
      'a',
      '0',
      '501',
      'abc',
      '12abc',
      '1.5',
      'true',
      '-',
      '-1',
      ...MORE,
    ])
    expect(edges('query', 'invalid', 'pageNum')).toEqual(['a', '0', 'abc', '12abc', '1.5', 'true', '-', '-1', ...MORE])
    expect(edges('query', 'invalid', 'envelope')).toEqual([
      'a',
      'maybe',
      'abc',
      '12abc',
      '-',
      'truefalse',
      'null',
      'undefined',
      'tru',
      'falsey',
      '[true]',
      '{}',
      'enabled',
      '*',
    ])
  })

  test('name the violation and a twin', () => {
    const examples = drawn('query', 'invalid', 'itemsPerPage')
    for (const { value, broken, twin } of examples) {
      const number = /^-?\d+$/.test(String(value)) ? Number(value) : undefined
      const keyword = number === undefined ? 'type' : number < 1 ? 'minimum' : 'maximum'
      expect(number === undefined || number < 1 || number > 500, String(value)).toBe(true)
      expect(broken).toEqual({
        part: 'query',
        parameter: 'itemsPerPage',
        keyword,
        instancePath: '',
        rule: keyword,
        stated: STATED[keyword],
      })
      expect(broken && brokenText(broken)).toBe(`${keyword} ${STATED[keyword]} of the query parameter itemsPerPage`)
      expect(twin).toBe('100')
    }
    expect(examples.map(({ name }) => name)).toContain('maximum of itemsPerPage')
    for (const keyword of ['type', 'minimum', 'maximum'])
      expect(examples.filter(({ broken }) => broken?.keyword === keyword).length).toBeGreaterThan(50)
    expect(drawn('query', 'invalid', 'envelope')[0]?.twin).toBe('false')
    expect(drawn('query', 'invalid', 'includeCount')[0]?.twin).toBe('true')
  })

  test('are never texts that a server may accept', () => {
    const examples = ['itemsPerPage', 'pageNum'].flatMap((parameter) =>
      examplesOf(sourceFor({ part: 'query', mode: 'invalid', parameter }), 2000),
    )
    for (const text of textsOf([...examples, ...examples.slice(0, 60).flatMap((each) => shrinksOf(each, 20))])) {
      expect(text.trim()).not.toBe('')
      expect(Array.from(text).length).toBeLessThanOrEqual(60)
      expect(PORTABLE.test(text)).toBe(true)
      expect(() => encodeURIComponent(text)).not.toThrow()
      expect(/(?![0-9])\p{Nd}/u.test(text), text).toBe(false)
      if (/^-?\d+$/.test(text)) {
        expect(text).toMatch(/^(0|-?[1-9]\d*)$/)
        expect(Math.abs(Number(text))).toBeLessThan(2 ** 31)
      } else {
        expect(Number.isInteger(Number(text)), text).toBe(false)
        expect(Number.isInteger(Number(text.replaceAll(/[\s_,+]/g, ''))), text).toBe(false)
        if (text !== 'true') expect(text).not.toMatch(/^\s*(true|false)\s*$/i)
      }
    }
  })

  test('of a boolean are never a common notation of a boolean', () => {
    for (const text of textsOf(examplesOf(sourceFor({ part: 'query', mode: 'invalid', parameter: 'pretty' }), 3000)))
      expect(text).not.toMatch(/^\s*([01tfyn]|true|false|yes|no|on|off|-?\d[\d.]*)\s*$/i)
  })

  test('shrink to the simplest that fails', () => {
    const random = drawn('query', 'invalid', 'itemsPerPage').slice(9)
    const large = random.find(({ value }) => Number(value) > 10_000)
    expect(minimal(large ?? fail(), (value) => Number(value) > 600).value).toBe('601')
    const text = random.find(({ value }) => String(value).length > 12 && Number.isNaN(Number(value)))
    expect(minimal(text ?? fail(), (value) => String(value).length > 3).value).toBe('aaaa')
  })
})

/** The value of each broken keyword of `itemsPerPage` in the contract. */
const STATED = { type: 'integer', minimum: '1', maximum: '500' } as const

describe('invalid texts of a path', () => {
  test('start with near-valid texts', () => {
    const groups = edges('path', 'invalid', 'groupId')
    for (const form of [
      /^[0-9A-F]{24}$/,
      /^[0-9a-f]{23}$/,
      /^[0-9a-f]{25}$/,
      /^0x/,
      /^(?=.*-)[0-9a-f-]{24}$/,
      /^[0-9a-f]{32}$/,
    ])
      expect(
        groups.some((text) => form.test(text)),
        String(form),
      ).toBe(true)
    const types = edges('path', 'invalid', 'integrationType')
    expect(types).toEqual(expect.arrayContaining(['PAGER', 'constructor', '__proto__', 'toString', 'null']))
    for (const form of [/^[a-z_]+$/, /^[A-Z]+-[A-Z]+$/, /^[A-Z_]+X$/, /^([A-Z_]+),\1$/])
      expect(
        types.some((text) => form.test(text)),
        String(form),
      ).toBe(true)
  })

  test.each([
    ['groupId', 'pattern'],
    ['integrationType', 'enum'],
  ])('of %s are a single segment, without a twin', (parameter, keyword) => {
    const examples = drawn('path', 'invalid', parameter)
    for (const example of [...examples, ...examples.slice(0, 60).flatMap((each) => shrinksOf(each, 20))]) {
      const text = String(example.value)
      expect(text).not.toMatch(/^\.\.?$|[/\\]/)
      expect(text).not.toMatch(
        parameter === 'groupId' ? /^([a-f0-9]{24})$/ : new RegExp(`^(${CONTRACT.resource.key.values.join('|')})$`),
      )
      expect(text.trim()).not.toBe('')
      expect(Array.from(text).length).toBeLessThanOrEqual(60)
      expect(() => encodeURIComponent(text)).not.toThrow()
      expect(example.broken).toMatchObject({ part: 'path', parameter, keyword, instancePath: '', rule: keyword })
      expect(example.broken?.stated).toMatch(
        parameter === 'groupId' ? /^\^\(\[a-f0-9\]\{24\}\)\$$/ : /^PAGER_DUTY, SLACK, /,
      )
      expect(example).not.toHaveProperty('twin')
    }
    expect(new Set(textsOf(examples)).size).toBeGreaterThan(150)
  })
})

test('a parameter that no operation has is reported', () => {
  expect(() => drawn('query', 'valid', 'nothing')).toThrow(EmptyPool)
  expect(() => drawn('query', 'valid', 'nothing')).toThrow('no operation has a query parameter "nothing"')
  expect(() => drawn('path', 'valid', 'pageNum')).toThrow('no operation has a path parameter "pageNum"')
})

function fail(): never {
  throw new Error('there is none')
}
