import { expect, test } from 'vitest'
import { cut, plainLines, plainText } from './plain-text.ts'
import { HOSTILE } from '../sample-report.test-support.ts'

test('control and invisible characters become escapes', () => {
  expect(plainText('\u001b[2J \u009b1m \u0007 \u007f a\tb\r\n')).toBe('\\x1b[2J \\x9b1m \\x07 \\x7f a\\tb\\r\\n')
  expect(plainText('\u202eevil\u2066 \u200f \u200b \u2028 \ufeff \u00ad')).toBe(
    '\\u202eevil\\u2066 \\u200f \\u200b \\u2028 \\ufeff \\xad',
  )
  expect(plainText('\ud800 \udc00a \uffff \u{1fffe} \u{e0041}')).toBe('\\ud800 \\udc00a \\uffff \\u{1fffe} \\u{e0041}')
})

test('variation selectors, fillers and spaces that are no space become escapes', () => {
  expect(plainText('a\ufe0f \u3164 \u00a0 \u2003 \u{e0100}')).toBe('a\\ufe0f \\u3164 \\xa0 \\u2003 \\u{e0100}')
})

test('letters of any language stay unchanged', () => {
  for (const text of ['Grüße', '日本語', 'עברית', '😀', 'e\u0301', 'a\\b "c"']) expect(plainText(text)).toBe(text)
})

test('workflow commands are escaped at the start of a line and within a line', () => {
  expect(plainText('::error::x')).toBe('\\x3a:error::x')
  expect(plainText('  ::stop-commands::x')).toBe('  \\x3a:stop-commands::x')
  expect(plainText('a ##[add-mask]b ##vso[task.x] ##teamcity[y] ## z')).toBe(
    'a #\\x23[add-mask]b #\\x23vso[task.x] #\\x23teamcity[y] ## z',
  )
})

test('lines stay separate, and each line is plain', () => {
  expect(plainLines('a\r\n\tb\n::error::c\rd')).toEqual(['a', '  b', '\\x3a:error::c', 'd'])
  for (const line of plainLines(HOSTILE)) expect(line).toMatch(/^[\u0020-\u007e]*$/)
})

test('a cut splits no character', () => {
  expect(cut('abcdef', 6)).toBe('abcdef')
  expect(cut('😀😀😀😀😀', 4)).toBe('😀...')
})
