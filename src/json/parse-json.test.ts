import { expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'

function parse(body: string | Uint8Array): ReturnType<typeof parseJson> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return parseJson(bytes, new TextDecoder().decode(bytes))
}

test.each(['null', '0', '""', '[]', ' {"a" : [1, {"b": null}]} \n'])('%j is JSON', (body) => {
  expect(parse(body)).toEqual({ ok: true, value: JSON.parse(body) as unknown, duplicates: [] })
})

test.each([
  '',
  '{',
  '{"a":1}x',
  "{'a':1}",
  '{a:1}',
  '[1,]',
  'NaN',
  '"\n"',
  '{"a":1}{"a":1}',
  '\u00a0{}',
  '// x\n{}',
  '01',
])('%j is no JSON', (body) => {
  const reason = body === '' ? 'the body is empty' : 'the body is not JSON'
  expect(parse(body)).toEqual({ ok: false, reason })
})

test('invalid UTF-8 differs from a replacement character', () => {
  expect(parse(new Uint8Array([0x22, 0xff, 0x22]))).toEqual({ ok: false, reason: 'the body is not UTF-8' })
  expect(parse(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]))).toEqual({ ok: false, reason: 'the body is not UTF-8' })
  expect(parse(new Uint8Array([0x22, 0xc0, 0xaf, 0x22]))).toEqual({ ok: false, reason: 'the body is not UTF-8' })
  expect(parse('"\uFFFD"')).toMatchObject({ ok: true, value: '\uFFFD' })
  expect(parse('"\\ud800"')).toMatchObject({ ok: true, value: '\ud800' })
})

test('a body with a byte order mark is refused', () => {
  expect(parse('\ufeff{}')).toEqual({
    ok: false,
    reason: 'the body begins with a byte order mark, which JSON must not have',
  })
})

test('a deeply nested body is refused before parsing', () => {
  expect(parse(`${'['.repeat(200)}${']'.repeat(200)}`)).toMatchObject({ ok: true })
  expect(parse(`${'['.repeat(201)}${']'.repeat(201)}`)).toEqual({
    ok: false,
    reason: 'the body is nested deeper than 200',
  })
  expect(parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toEqual({
    ok: false,
    reason: 'the body is nested deeper than 200',
  })
  expect(parse('['.repeat(1_000_000))).toEqual({ ok: false, reason: 'the body is nested deeper than 200' })
})

test('brackets in strings are no nesting', () => {
  expect(parse(JSON.stringify({ text: '['.repeat(500) }))).toMatchObject({ ok: true })
})

test.each([
  ['{"a":1,"a":2}', ['a']],
  ['{"a":1,"\\u0061":2}', ['a']],
  ['{"a":{"b":1,"b":{}},"a":1}', ['b', 'a']],
  ['[{"a":1},{"a":2}]', []],
  ['{"a":{"a":{"a":1}}}', []],
  ['{"a":"\\":","b":"{\\"a\\":1,\\"a\\":2}"}', []],
  ['{"a":["x","x"],"x":"x"}', []],
  ['{"__proto__":1,"__proto__":2}', ['__proto__']],
  ['{"constructor":1,"toString":2}', []],
  ['{"":1,"":2}', ['']],
  ['{"a\\"b":1,"a\\"b":2}', ['a"b']],
  ['{"a" \n : 1, "a"\t: 2}', ['a']],
])('the duplicate keys of %s are %j', (body, duplicates) => {
  expect(parse(body)).toMatchObject({ ok: true, duplicates })
})

test('a large body with a duplicate key is read in linear time', () => {
  const items = Array.from({ length: 20_000 }, (_, index) => `{"id":${index},"name":"n${index}"}`)
  expect(parse(`{"results":[${items.join(',')}],"results":[]}`)).toMatchObject({ ok: true, duplicates: ['results'] })
})

test('a large body of a single string is read in linear time', () => {
  const body = JSON.stringify({ text: `${'\\"'.repeat(1_000_000)}${'a:'.repeat(1_000_000)}` })
  expect(parse(body)).toMatchObject({ ok: true, duplicates: [] })
})

const list = (length: number): string => `[${Array.from({ length }, () => '{}').join()}]`

test('a body with too many values is refused before parsing', () => {
  expect(parse(list(100_000))).toMatchObject({ ok: true })
  expect(parse(list(100_002))).toEqual({ ok: false, reason: 'the body has more than 100000 values' })
  expect(parse(`["${','.repeat(200_000)}"]`)).toMatchObject({ ok: true })
})
