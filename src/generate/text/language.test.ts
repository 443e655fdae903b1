import { describe, expect, test } from 'vitest'
import { accepts } from './automaton.ts'
import { languageOf } from './language.ts'
import { UnsupportedPattern } from './pattern.ts'

const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  'foo',
  'foobar',
  'a foo b',
  'xfoox',
  '0',
  'a1',
  '1a',
  'A',
  'é',
  'Ωμ',
  '-',
  'a-b',
  'a\nb',
  '12:34',
  '1.2.3.4',
  '😀',
  'a😀',
  '  ',
  '_',
  'aa',
  'aaa',
]

describe('an automaton accepts the texts that the expression matches', () => {
  test.each([
    'a',
    '^a',
    'a$',
    '^a*$',
    '^(a|b)+$',
    '^a{2,3}$',
    'a{2}',
    '^[^a-c]+$',
    '[\\d-]',
    '^\\w+$',
    '\\bfoo\\b',
    '\\Boo',
    '^(?!foo)',
    '^(?:(?!foo).)*$',
    '^(?=.*[0-9])(?=.*[a-z])',
    '^.$',
    '^\\p{L}+$',
    '^\\P{L}*$',
    '^\\u{1f600}$',
    '^\\x61',
    '^(?<name>a)?b?$',
    '(^a|b$)',
    '^((25[0-5]|[1-9]?\\d)(\\.(?!$)|$)){4}$',
    'a|^$',
    '^(a*)*$',
    '^a\\:?',
    'x*?',
  ])('%s', (source) => {
    const automaton = languageOf([{ kind: 'pattern', source, negated: false }])
    const opposite = languageOf([{ kind: 'pattern', source, negated: true }])
    const flag = source.includes('\\:') ? '' : 'u'
    for (const text of TEXTS) {
      if (flag === '' && text.includes('😀')) continue
      const found = new RegExp(source, flag).test(text)
      expect(accepts(automaton, text), text).toBe(found)
      expect(accepts(opposite, text), text).toBe(!found)
    }
  })
})

test('rules intersect, and an empty intersection is detected', () => {
  const rules = ['^a', 'b$'].map((source) => ({ kind: 'pattern', source, negated: false }) as const)
  expect(accepts(languageOf(rules), 'a-b')).toBe(true)
  expect(languageOf([...rules, { kind: 'pattern', source: '^[^ab]*$', negated: false }]).edges).toEqual([])
})

test.each(['(a)\\1', '(?<=a)b', '(?<a>x)\\k<a>'])('%s is unsupported', (source) => {
  expect(() => languageOf([{ kind: 'pattern', source, negated: false }])).toThrow(UnsupportedPattern)
})
