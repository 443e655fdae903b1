import { ofText, type Mutation } from './mutation.ts'

/** Mutations of a matching text that a lax check takes for a match. */
export const NEAR_PATTERN: readonly Mutation[] = [
  ofText('a line end after it', (text) => `${text}\n`),
  ofText('an empty line before it', (text) => `\n${text}`),
  ofText('a second line', (text) => `${text}\nx y`),
  ofText('another line before it', (text) => `x y\n${text}`),
  ofText('a line end as other systems write it', (text) => `${text}\r\n`),
  ofText('a space after it', (text) => `${text} `),
  ofText('a space before it', (text) => ` ${text}`),
  ofText('a NUL after it', (text) => `${text}\0`),
  ofText('a byte order mark before it', (text) => `\uFEFF${text}`),
  ofText('without its last character', (text) => text.slice(0, -1)),
  ofText('without its first character', (text) => text.slice(1)),
  ofText('its last character twice', (text) => `${text}${text.slice(-1)}`),
  ofText('the whole of it twice', (text) => `${text}${text}`),
  ofText('in upper case', (text) => text.toUpperCase()),
  ofText('in lower case', (text) => text.toLowerCase()),
  ofText('hyphens for some characters', (text) => replacedAt(text, [8, 13, 18, 23], '-')),
  ofText('hyphens between its characters', (text) => text.replace(/^(.{8})(.{4})(.{4})(.{4})/s, '$1-$2-$3-$4-')),
  ofText('spaces between its characters', (text) => text.replaceAll(/.{4}(?=.)/gs, '$& ')),
  ofText('0x before it', (text) => `0x${text}`),
  ofText('0x for its first characters', (text) => `0x${text.slice(2)}`),
  ofText('0x for its first characters, in upper case', (text) => `0X${text.slice(2).toUpperCase()}`),
  ofText('a prefix before it', (text) => `key-${text}`),
  ofText('a prefix for its first characters', (text) => `key-${text.slice(4)}`),
  ofText('a prefix in upper case, and capitals', (text) => `KEY-${text.slice(4, 31).toUpperCase()}`),
  ofText('capitals for its last characters', (text) => `${text.slice(0, -4)}${moved(text.slice(-4)).toUpperCase()}`),
  ofText('another letter', (text) => replacedAt(text, [text.length >> 1], 'g')),
  ofText('the last letter of the alphabet', (text) => replacedAt(text, [text.length - 1], 'z')),
  ofText('letters from farther on', (text) => moved(text)),
  ofText('a sign', (text) => replacedAt(text, [1], '+')),
  ofText('an underscore', (text) => replacedAt(text, [text.length >> 1], '_')),
  ofText('a digit of another script', (text) => replacedAt(text, [2], '\u0663')),
  ofText('a wide digit', (text) => replacedAt(text, [2], '\uFF13')),
  ofText('its digits only', (text) => digitsOf(text).slice(0, 10)),
  ofText('one digit', () => '7'),
  ofText('one character', (text) => text.slice(0, 1)),
  ofText('no character', () => ''),
  ofText('twice, with a comma between', (text) => `${text},${text}`),
  ...[8, 16, 24, 31, 32, 33, 36, 40, 48, 64, 65, 128].map((length) =>
    ofText(`a length of ${length} characters`, (text) => lengthened(text, length)),
  ),
]

function replacedAt(text: string, places: readonly number[], by: string): string {
  return Array.from(text, (character, index) => (places.includes(index) ? by : character)).join('')
}

/** The text with each letter and digit replaced by a letter from the second half of the alphabet. */
function moved(text: string): string {
  return text.replaceAll(/[a-z0-9]/gi, (character) => {
    const first = /[A-Z]/.test(character) ? 0x4e : 0x6e
    return String.fromCharCode(first + (character.charCodeAt(0) % 12))
  })
}

/** The text with each character replaced by a digit. */
function digitsOf(text: string): string {
  return Array.from(text, (character) => String((character.charCodeAt(0) % 9) + 1)).join('')
}

/** The text repeated to a length, rotated by one character for each repetition. */
function lengthened(text: string, length: number): string {
  const times = Math.ceil(length / Math.max(1, text.length))
  return Array.from({ length: times }, (_, at) => text.slice(at % text.length) + text.slice(0, at % text.length))
    .join('')
    .slice(0, length)
}
