import { expect, test } from 'vitest'
import { SlowPattern, timedPattern } from './timed-pattern.ts'

test.each([
  ['^(a+)+$', `${'a'.repeat(50)}!`],
  ['^(a|a)*$', `${'a'.repeat(50)}!`],
  ['^(?:a?){40}$', `${'a'.repeat(60)}!`],
  ['.*.*.*=', 'a'.repeat(20_000)],
  ['(x+x+)+y', 'x'.repeat(60)],
])('the pattern %s takes too long for a text of a server, once', (source, text) => {
  const pattern = timedPattern(source, 'u')
  const started = performance.now()
  for (let count = 0; count < 50; count += 1) expect(() => pattern.test(text)).toThrow(SlowPattern)
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(pattern.test('#')).toBe(false)
})

test.each([
  ['^[a-z]+(-[a-z]+)*$', 'a-name-of-some-length-that-is-plain', true],
  ['^[a-z]+(-[a-z]+)*$', `a-name-of-some-length-that-is-${'long'.repeat(2_000)}`, true],
  ['^[a-z]+(-[a-z]+)*$', 'A name', false],
  ['^([0-9a-f]{40}|[0-9]{7})$', '0123456', true],
  ['^([0-9a-f]){40}$', 'a'.repeat(100_000), false],
])('the pattern %s matches as a regular expression', (source, text, matches) => {
  expect(timedPattern(source, 'u').test(text)).toBe(matches)
})

test('patterns are told apart by their text, as ajv needs it', () => {
  expect(String(timedPattern('^a$', 'u'))).toBe('/^a$/u')
})
