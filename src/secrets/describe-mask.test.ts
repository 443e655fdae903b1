import { expect, test } from 'vitest'
import { describeMask } from './describe-mask.ts'

const ANOTHER = ': the mask may be that of an older value, or of another member'

const KEY = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'
const URL = 'https://hooks.example.com/services/AbCdEfGh'

test.each([
  [
    `${'*'.repeat(28)}abcd`,
    KEY,
    `the 4 visible characters (29 to 32 of 32) are not the last 4 of the secret${ANOTHER}`,
  ],
  ['****9', KEY, `the visible character (5 of 5) is not the last character of the secret${ANOTHER}`],
  ['****abf0', KEY, 'the 4 visible characters (5 to 8 of 8) are not the last 4 of the secret, only the last 2 are'],
  ['****abc0', KEY, 'the 4 visible characters (5 to 8 of 8) are not the last 4 of the secret, only the last one is'],
  [
    'https://hooks.example.com/****wxyz',
    URL,
    `the 4 visible characters (31 to 34 of 34) are not the last 4 of the secret${ANOTHER}`,
  ],
  [12, KEY, 'the value is a number and not a text'],
  [{ a: KEY }, KEY, 'the value is a list or an object and not a text'],
])('the description of %s has positions and counts, and no characters', (shown, secret, description) => {
  expect(describeMask(shown, secret)).toBe(description)
})
