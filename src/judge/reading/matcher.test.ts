import { expect, test } from 'vitest'
import { explainMatcher, type Matcher, mismatches } from './matcher.ts'

const CASES: readonly [Matcher, unknown[], unknown[], string][] = [
  [{ equals: { a: [1] } }, [{ a: [1] }], [{ a: [2] }, { a: [1], b: 1 }, undefined], '{"a":[1]}'],
  [{ equals: null }, [null], [undefined, 0, ''], 'null'],
  [{ not: 'x' }, ['y', undefined], ['x'], 'anything but "x"'],
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
  [
    { contains: { a: 1, b: 'x' } },
    [[{}, { a: 1, b: 'x', c: 2 }]],
    [[{ a: 1 }], [], {}, undefined],
    'an item with {"a":1,"b":"x"}',
  ],
  // A saved value that was not there.
  [{ contains: { a: 1, b: undefined } }, [[{ a: 1, b: 2 }], [{ a: 1 }]], [[{ b: 2 }]], 'an item with {"a":1}'],
  [{ lacks: { a: 1 } }, [[], [{ a: 2 }]], [[{ a: 1, b: 1 }], {}, undefined], 'no item with {"a":1}'],
  [{ length: 2 }, ['ab', [1, 2], '🙂🙂'], ['a', [1], 12, {}, undefined], 'a length of 2'],
  [{ length: { atLeast: 1, atMost: 2 } }, ['a', [1, 2]], ['', 'abc', {}], 'a length of at least 1 and at most 2'],
  [{ atLeast: 1 }, [1, 2.5], [0, '1', undefined], 'at least 1'],
  [{ atMost: 1 }, [1, -1], [2, '1'], 'at most 1'],
]

test.each(CASES)('%j holds for what it means, and for nothing else', (...row) => {
  const [matcher, right, wrong, words] = row
  for (const value of right) expect(mismatches(matcher, value), JSON.stringify(value)).toEqual([])
  for (const value of wrong)
    expect(
      mismatches(matcher, value).map(({ expected }) => expected),
      JSON.stringify(value),
    ).toEqual([words])
  expect(explainMatcher(matcher)).toBe(words)
})

test('several words all hold, and those that do not are named', () => {
  const matcher: Matcher = { type: 'integer', atLeast: 3, not: 2 }
  expect(mismatches(matcher, 3)).toEqual([])
  expect(mismatches(matcher, 2)).toEqual([
    { word: 'atLeast', expected: 'at least 3' },
    { word: 'not', expected: 'anything but 2' },
  ])
  expect(explainMatcher(matcher)).toBe('an integer and at least 3 and anything but 2')
})

test('a saved value that was not there leaves nothing to compare with', () => {
  expect(mismatches({ equals: undefined }, 1)).toEqual([])
  expect(mismatches({ not: undefined }, undefined)).toEqual([])
})

test('a long value is cut in words', () => {
  expect(explainMatcher({ equals: 'x'.repeat(500) })).toHaveLength(120)
})
