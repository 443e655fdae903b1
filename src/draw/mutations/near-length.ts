import { ofText, type Mutation } from './mutation.ts'

/** The greatest bound, in characters. Longer texts find little and take time. */
const GREATEST = 2000

/** Texts beyond a maximum length in code points. A target that trims, counts lines or counts graphemes accepts some. */
export function beyondLongest(max: number): readonly Mutation[] {
  if (max < 1 || max > GREATEST) return []
  const over = (piece: string) => piece.repeat(Math.ceil((max + 1) / Array.from(piece).length))
  const few = (text: string) =>
    Array.from(text)
      .slice(0, Math.ceil(max / 2))
      .join('')
  const fill = (text: string, by: string) => by.repeat(max + 1 - Array.from(few(text)).length)
  return [
    ofText('spaces after it', (text) => few(text) + fill(text, ' ')),
    ofText('spaces before it', (text) => fill(text, ' ') + few(text)),
    ofText('nothing but spaces', () => over(' ')),
    ofText('a long second line', (text) => `${few(text)}\n${over('x')}`),
    ofText('a long first line', (text) => `${over('x')}\n${few(text)}`),
    ofText('emoji joined to one', () => over('\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}')),
    ofText('emoji with skin tones', () => over('\u{1F44D}\u{1F3FD}')),
    ofText('flags', () => over('\u{1F1E8}\u{1F1ED}')),
    ofText('accents, combining', () => over('e\u0301')),
    ofText('many marks on one letter', () => `a${'\u0301'.repeat(max)}`),
    ofText('astral characters', () => over('\u{1F600}')),
    ofText('letters of three bytes', () => over('語')),
    ofText('characters of no width after it', (text) => few(text) + fill(text, '\u200B')),
    ofText('soft hyphens after it', (text) => few(text) + fill(text, '\u00AD')),
    ofText('nothing but punctuation', () => over('.-')),
    ofText('entities', () => over('&amp;')),
    ofText('percent escapes', () => over('%41')),
    ofText('markup around it', (text) => `<b>${few(text)}</b><!--${over('x')}-->`),
    ofText('a NUL, and more after it', (text) => `${few(text)}\0${over('x')}`),
    // Where a length is kept in one byte, one beyond 256 may count as a short one.
    ...[128, 255, 256 + Math.ceil(max / 2), 1000]
      .filter((length) => length > max + 1)
      .map((length) => ofText(`${length} characters`, () => 'abcdefghij'.repeat(100).slice(0, length))),
    ofText('twice as long', () => 'abcdefghij'.repeat(Math.ceil(max / 5)).slice(0, max * 2)),
    ofText('one too many', () => 'abcdefghij'.repeat(Math.ceil(max / 10) + 1).slice(0, max + 1)),
    ofText('variation selectors after it', (text) => few(text) + fill(text, '\uFE0F')),
  ]
}

/** Texts below a minimum length in code points. A target that counts UTF-16 units or bytes accepts some. */
export function beneathShortest(min: number): readonly Mutation[] {
  if (min < 1 || min > GREATEST) return []
  return [
    ofText('no character', () => ''),
    ofText('astral characters', () => '\u{1F600}'.repeat(min - 1)),
    ofText('letters of three bytes', () => '語'.repeat(min - 1)),
    ofText('ligatures', () => '\uFB03'.repeat(min - 1)),
    ofText('spaces', () => ' '.repeat(min - 1)),
  ]
}
