import { expect, test } from 'vitest'
import { drawSecret } from './draw-secret.ts'

test.each([
  ['hex32', /^[0-9a-f]{32}$/],
  ['hex40', /^[0-9a-f]{40}$/],
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
  ['token', /^[A-Za-z0-9]{36}$/],
  ['url', /^https:\/\/hooks-[0-9a-f]{6}\.example\.com\/\w{10}\/\w{22}\?k=\w{12}$/],
  ['text', /^\{"x-a":"\w{18}","x-b":"\w{12}"\}$/],
] as const)('a %s looks like one', (form, pattern) => {
  expect(drawSecret(form, 'seed')).toMatch(pattern)
})

test('equal seeds give equal secrets', () => {
  expect(drawSecret('token', 'a')).toBe(drawSecret('token', 'a'))
  expect(drawSecret('hex32', '1/create.full[DATADOG]#0/apiKey')).toMatchInlineSnapshot(
    `"95eca6283262802b6e07eed2b8f191a8"`,
  )
})

test('similar seeds give secrets without a common run', () => {
  const drawn = Array.from({ length: 2000 }, (_, index) => drawSecret('hex32', `1/case[${index}]/apiKey`))
  expect(new Set(drawn).size).toBe(drawn.length)
  const runs = drawn.flatMap((secret) => Array.from({ length: 21 }, (_, start) => secret.slice(start, start + 12)))
  expect(new Set(runs).size).toBe(runs.length)
})

test('all characters of the alphabet are drawn about equally often', () => {
  const counts = new Map<string, number>()
  for (let index = 0; index < 1000; index += 1)
    for (const character of drawSecret('token', `seed ${index}`))
      counts.set(character, (counts.get(character) ?? 0) + 1)
  expect(counts.size).toBe(62)
  expect(Math.min(...counts.values())).toBeGreaterThan(400)
})
