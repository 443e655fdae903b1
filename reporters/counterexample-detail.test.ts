import { expect, test } from 'vitest'
import { counterexampleRows, declaredLines } from './counterexample-detail.ts'

const CASE = ['- id: found.some', '  title: "a \\u2028 b"', '  expect:', '    some: { status: 400 }', ''].join('\n')

test('what was broken, how it was drawn, and what would have to be mended stand beside their labels', () => {
  const rows = counterexampleRows({
    broken: 'maxLength at /name',
    name: 'random',
    shrinks: 3,
    value: { name: 'aaa' },
    twin: {
      value: { name: 'a' },
      difference: [
        { at: '/name', from: 'aaa', to: 'a' },
        { at: '/key', to: '<secret>' },
      ],
    },
    case: CASE,
  })
  expect(rows).toEqual([
    { label: 'broken', lines: ['maxLength at /name'] },
    { label: 'drawn', lines: ['as random, then made smaller 3 times'] },
    { label: 'mended', lines: ['/name "aaa" -> "a"', '/key nothing -> "<secret>"'] },
  ])
})

test('of a value that is valid there is nothing to mend', () => {
  expect(counterexampleRows({ name: 'longest text at /name', shrinks: 0, value: 'x', case: CASE })).toEqual([
    { label: 'drawn', lines: ['as longest text at /name'] },
  ])
})

test('nothing in it acts on a terminal, and a long value is cut', () => {
  const from = `\u001b[31m${'x'.repeat(500)}`
  const rows = counterexampleRows({
    broken: 'pattern at /\u001b]8;;',
    name: 'random',
    shrinks: 1,
    value: from,
    twin: { value: '', difference: [{ at: '', from, to: '' }] },
    case: CASE,
  })
  const text = rows.flatMap(({ lines }) => lines).join('\n')
  expect(text).not.toContain('\u001b')
  expect(text.length).toBeLessThan(400)
})

test('the declared case is printed as it can be pasted', () => {
  expect(declaredLines({ name: 'x', shrinks: 0, value: 1, case: CASE })).toEqual([
    'as a case:',
    '  - id: found.some',
    '    title: "a \\u2028 b"',
    '    expect:',
    '      some: { status: 400 }',
  ])
})
