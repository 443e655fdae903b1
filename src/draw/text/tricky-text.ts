/** A tricky text, with a name for examples. */
export interface Fragment {
  readonly name: string
  readonly text: string
}

/**
 * Texts that servers are known to change by escaping, unescaping, trimming, normalising, case folding or truncation. A replacement character is
 * none of them: decoders put it in place of what is not Unicode, so servers that refuse that refuse it too.
 */
export const FRAGMENTS: readonly Fragment[] = Object.entries({
  'a backslash': '\\',
  'a double quote': '"',
  'a single quote': "'",
  'single quotes doubled': "a''b",
  'a back quote': '`',
  'backslashes before letters': '\\n\\t\\0\\u0041\\x41',
  'quotes of other languages': '\u201Clow\u201D \u2018high\u2019 \u00ABangle\u00BB \u201Ebottom\u201F',
  'accents, composed': '\u00E9\u00F1\u00FC\u00C5',
  'accents, combining': 'e\u0301n\u0303u\u0308A\u030A',
  'many combining marks': 'z\u0351\u0346\u0317\u031E\u0347\u0304',
  'combining marks in another order': 'q\u0307\u0323 q\u0323\u0307',
  'Hangul, composed': '\uD55C\uAE00',
  'Hangul jamo': '\u1112\u1161\u11AB\u1100\u1173\u11AF',
  'compatibility characters': '\uFB01 \u2460 \u00BD \u2122 \u212B \u2126 \uFF21\uFF11 \u3392',
  'letters whose case is odd': '\u0130\u0131\u00DF\u1E9E\u01C5\u03C2\u017F',
  'look-alikes': '\u0430\u0435\u043E \u0391\u0392 \u01C3',
  'right-to-left': '\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627',
  'left and right mixed': 'abc \u05D0\u05D1\u05D2 123 \u0661\u0662\u0663',
  'bidi marks': '\u202Eabc\u202C \u2066def\u2069 \u200F\u200E',
  'other scripts':
    '\u0928\u092E\u0938\u094D\u0924\u0947 \u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35 \u4E2D\u6587 \u0644\u0627 \uFEFB',
  emoji: '\u{1F600}\u{1F680}\u2764\uFE0F',
  'emoji joined to one': '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}',
  'emoji with skin tones': '\u{1F44D}\u{1F3FD}\u{1F9D1}\u{1F3FF}\u200D\u{1F4BB}',
  flags: '\u{1F1E8}\u{1F1ED}\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
  'astral characters': '\u{10348}\u{1D49C}\u{20000}\u{2F804}',
  'zero-width characters': 'a\u200Bb\u200Cc\u200Dd\u2060e\u180Ef\u2062g\u061Ch',
  'byte order marks': '\uFEFFa\uFEFFb',
  'a soft hyphen': 'soft\u00ADhyphen',
  'no-break spaces': 'a\u00A0b\u202Fc\u2007d',
  'other spaces': 'a\u2003b\u3000c\u1680d',
  'a space first': ' a',
  'a space last': 'a ',
  'spaces doubled': 'a  b   c',
  'only spaces': '   ',
  'a line separator': 'a\u2028b',
  'a paragraph separator': 'a\u2029b',
  markup: '<b>bold</b><!-- c --><br/>',
  'a script': '<script>alert(1)</script>',
  entities: '&amp;&lt;&#39;&#x41;&nbsp;&copy',
  'a dollar template': '${x} $x $$1 ${jndi:ldap://z}',
  'a brace template': '{{x}}{x}{0}{%x%}<%=x%>#{x}',
  'format directives': '%s %d %n %x %1$s %%',
  'percent escapes': '%25 %20 %41 %2F %00 + %',
  'a query': 'a=1&b=2;c#d?e+f',
  SQL: "'; DROP TABLE users; --",
  operators: '{"$gt":""}',
  'a shell command': '$(id); `id` | cat && echo "x" > y',
  'a path': '../../etc/passwd',
  'a path with backslashes': 'C:\\Windows\\..\\x',
  'a URL': 'https://user:pw@example.com:8443/a%20b?c=d&e#f',
  // White space, so that a text which is parsed and written again is another one.
  'JSON text': '{ "a": [1, null, "b\\"c"] }',
  'a comma-separated line': '=1+1,"a;b",\'c',
  YAML: 'a: b #c - d & *e !f |',
  'the word null': 'null',
  'the word true': 'true',
  'the word no': 'no',
  'a number with zeros': '007',
  'a number with an exponent': '1e5',
  'a number with a fraction alone': '.50',
  'a day': '2024-02-30',
  'a time': '2024-02-29T23:59:60Z',
  'masked text': '********',
  prototype: '__proto__',
  'characters for private use': 'a\uE000b\uF8FFc\u{F0000}d',
  noncharacters: 'a\uFFFEb\uFFFFc\uFDD0d\u{10FFFF}e',
  'capitals and small letters': 'aBcD Ef gH',
  'a slash last': 'a/',
  'a slash first': '/a',
  'a backslash last': 'a\\',
  'backslashes doubled': 'a\\\\b',
  'a dot last': 'a.',
  'an equals sign first': '=a',
  'a plus first': '+a',
  'a hyphen first': '-a',
  'an at sign first': '@a',
  'a hash first': '#a',
  'a percent sign last': 'a%',
  'a replacement pattern': "x$&y$`z$'",
  'no-break and wide spaces around': '\u00A0a\u3000',
  'zero-width spaces around': '\u200Ba\u200B',
  'quotes around': '"a"',
  typography: "a -- b ... (c) -> d's 1/2",
  marks: '*a* _b_ [c](d) > e ~~f~~ :smile: <@g>',
  'a number with a sign': '+1',
  'a number in hexadecimal': '0x1F',
  'a large number': '12345678901234567890',
  'long text': 'abcdefghij'.repeat(100),
  'long text of four bytes a character': '\u{1F600}'.repeat(500),
  ...Object.fromEntries(
    ['NULL', 'Null', '~', 'undefined', 'None', 'nil', 'NaN', 'False'].map((text) => [`the text ${text}`, text]),
  ),
  zero: '0',
  'a number of many digits': '20161216',
  'a number with a zero last': '1.10',
  'a time of day': '12:30:45',
  'a hardware address': '52:54:00:44:49:56',
  'a leap day': '2024-02-29',
  'a time as .NET writes it': '/Date(1198908717056-0700)/',
  'letters that end with the byte of a no-break space': 'voil\u00E0',
  // Many decoders leave a text alone where one escape is wrong, so each of these is right as a whole.
  'percent escapes without a mistake': 'a%20b%41%2Fc+d',
  'JSON escapes without a mistake': 'a\\u0041\\n\\"b',
}).map(([name, text]) => ({ name, text }))

/** The least and greatest length of a text, in code points. */
export interface Bounds {
  readonly min: number
  readonly max: number
  /** The greatest length in UTF-16 units, where the contract leaves open how a longer text is counted. */
  readonly units?: number
}

/** The text, repeated or cut to fit the bounds. No character is divided. */
export function fitted(text: string, { min, max, units = Infinity }: Bounds): string {
  // A character has one or two units, so most texts need no count.
  if (text.length <= Math.min(max, units) && text.length >= min * 2) return text
  const characters = Array.from(text === '' ? 'a' : text)
  const times = Math.max(1, Math.ceil(min / characters.length))
  const fit = Array.from({ length: times }, () => characters)
    .flat()
    .slice(0, max)
  let left = units
  const end = fit.findIndex((character) => (left -= character.length) < 0)
  return fit.slice(0, end < 0 ? fit.length : end).join('')
}
