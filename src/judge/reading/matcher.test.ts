import { expect, test } from 'vitest'
import { explainMatcher, type Matcher, mismatches } from './matcher.ts'

const CASES: readonly [Matcher, unknown[], unknown[], string][] = [
  [{ equals: { a: [1] } }, [{ a: [1] }], [{ a: [2] }, { a: [1], b: 1 }, undefined], '{"a":[1]}'],
  [{ equals: null }, [null], [undefined, 0, ''], 'null'],
  [{ not: 'x' }, ['y', undefined], ['x'], 'any value but "x"'],
  [{ oneOf: [1, 'a'] }, [1, 'a'], ['1', undefined], 'one of 1, "a"'],
  [{ type: 'string' }, [''], [1, null, undefined], 'a string'],
  [{ type: 'number' }, [1.5], ['1'], 'a number'],
  [{ type: 'integer' }, [1, 1.0], [1.5, '1'], 'an integer'],
  [{ type: 'boolean' }, [false], [0, 'false'], 'a boolean'],
  [{ type: 'object' }, [{}], [[], null], 'an object'],
  [{ type: 'array' }, [[]], [{}, ''], 'an array'],
  [{ type: 'null' }, [null], [undefined, 0], 'a null'],
  [{ absent: true }, [undefined], [null, 0, ''], 'nothing'],
  [{ matches: '^a+$' }, ['aa'], ['ab', 12, undefined], 'text that matches ^a+$'],
  [{ matches: '^a+$', means: 'a row of a' }, ['aa'], ['ab', 12, undefined], 'a row of a'],
  [{ matches: 'GET' }, ['PUT, GET'], ['PUT', undefined], 'text that contains GET'],
  [
    { contains: { a: 1, b: 'x' } },
    [[{}, { a: 1, b: 'x', c: 2 }]],
    [[{ a: 1 }], [], {}, undefined],
    'an item with {"a":1,"b":"x"}',
  ],
  // An undefined saved value.
  [{ contains: { a: 1, b: undefined } }, [[{ a: 1, b: 2 }], [{ a: 1 }]], [[{ b: 2 }]], 'an item with {"a":1}'],
  [{ lacks: { a: 1 } }, [[], [{ a: 2 }]], [[{ a: 1, b: 1 }], {}, undefined], 'no item with {"a":1}'],
  [{ length: 2 }, ['ab', [1, 2], '🙂🙂'], ['a', [1], 12, {}, undefined], 'a length of 2'],
  [{ length: { atLeast: 1, atMost: 2 } }, ['a', [1, 2]], ['', 'abc', {}], 'a length of at least 1 and at most 2'],
  [{ atLeast: 1 }, [1, 2.5], [0, '1', undefined], 'at least 1'],
  [{ atMost: 1 }, [1, -1], [2, '1'], 'at most 1'],
]

test.each(CASES)('%j matches exactly the listed values', (...row) => {
  const [matcher, right, wrong, words] = row
  for (const value of right) expect(mismatches(matcher, value), JSON.stringify(value)).toEqual([])
  for (const value of wrong)
    expect(
      mismatches(matcher, value).map(({ expected }) => expected),
      JSON.stringify(value),
    ).toEqual([words])
  expect(explainMatcher(matcher)).toBe(words)
})

test('all words must hold, and violated words are named', () => {
  const matcher: Matcher = { type: 'integer', atLeast: 3, not: 2 }
  expect(mismatches(matcher, 3)).toEqual([])
  expect(mismatches(matcher, 2)).toEqual([
    { word: 'atLeast', expected: 'at least 3' },
    { word: 'not', expected: 'any value but 2' },
  ])
  expect(explainMatcher(matcher)).toBe('an integer and at least 3 and any value but 2')
})

test('an undefined saved value matches any value', () => {
  expect(mismatches({ equals: undefined }, 1)).toEqual([])
  expect(mismatches({ not: undefined }, undefined)).toEqual([])
})

test('a long value is shortened in messages', () => {
  expect(explainMatcher({ equals: 'x'.repeat(500) })).toHaveLength(120)
})
