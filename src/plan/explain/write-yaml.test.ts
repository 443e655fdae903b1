import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { writeYaml } from './write-yaml.ts'

test.each([
  ['\ud83d\ude80 \u0301 \u2028 \ufeff a\u00a0b'],
  ['\u202e\u200b\u0007\u001b[31m'],
  ['it\'s "quoted" \\ and\nover\ttwo lines\r\n'],
  ['  spaces around  '],
  ['null'],
  ['007'],
  ['- a: b # c'],
  ['x'.repeat(500)],
  [{ '\u00e9cole': ['&a', '*b', '!c', '%d', '@e', '`f'] }],
])('%j comes back from printable ASCII', async (value) => {
  const text = await writeYaml([{ a: value }])
  expect(text).toMatch(/^[\x20-\x7e\n]*$/)
  expect(parse(text)).toEqual([{ a: value }])
})

test('a short collection takes one line', async () => {
  expect(
    await writeYaml([
      { id: 'a.b', send: { operation: 'create', body: { json: { type: 'X' } } }, text: 'y'.repeat(120) },
    ]),
  ).toMatchInlineSnapshot(`
    "- id: a.b
      send: { operation: create, body: { json: { type: X } } }
      text: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    "
  `)
})
