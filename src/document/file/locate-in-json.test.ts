import { expect, test } from 'vitest'
import { createJsonLocator } from './locate-in-json.ts'

const TEXT = `{
  "a,}": [1, "x]\\"", { "b": -1.5e3 } ],
  "c": { "\\u0064": null, "e": true },
  "twice": 1,
  "twice": 2
}
`

test.each([
  [[], '1:1'],
  [['a,}'], '2:10'],
  [['a,}', '0'], '2:11'],
  [['a,}', '1'], '2:14'],
  [['a,}', '2', 'b'], '2:29'],
  [['c', 'd'], '3:20'],
  [['c', 'e'], '3:31'],
  [['twice'], '5:12'],
  [['c', 'none', 'deeper'], '3:8'],
  [['a,}', '7'], '2:10'],
])('the value at %j stands at %s', (tokens, place) => {
  const { line, column } = createJsonLocator(TEXT)(tokens)
  expect(`${line}:${column}`).toBe(place)
})

// A scan for each place would take minutes, and so exceed the time of a test.
test('a large file is scanned once for all places', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `name${index}`)
  const locate = createJsonLocator(
    JSON.stringify(Object.fromEntries(names.map((name) => [name, { deep: [name] }])), null, 1),
  )
  expect(names.map((name) => locate([name, 'deep', '0']).line)).toEqual(names.map((_, index) => 4 + index * 5))
})
