/** A misspelling of JSON. `write` takes a valid text and the index of the place. */
export interface WayToMisspell {
  readonly name: string
  /** The misspelt body; undefined if the text has no place for the misspelling. */
  readonly write: (text: string, at: number) => string | Uint8Array | undefined
}

/** Misspellings just before a text. An error message that quotes the neighbourhood quotes the text. */
export const BEFORE_TEXTS: readonly WayToMisspell[] = [
  { name: 'a text without its first quote', write: replacing('":"', '":') },
  { name: 'a letter before a text', write: replacing('":"', '":x"') },
  { name: 'an empty text before a text', write: replacing('":"', '":"""') },
]

/**
 * The misspellings of careless clients, lenient parsers and truncated streams. Each breaks the grammar of RFC 8259 or is invalid
 * UTF-8. A byte order mark, duplicate names and UTF-16 are left out, because a parser may accept these.
 */
export const WAYS: readonly WayToMisspell[] = [
  { name: 'cut short', write: (text, at) => text.slice(0, 1 + (at % (text.length - 1))) },
  { name: 'without its last bracket', write: (text) => text.slice(0, -1) },
  { name: 'nothing but white space', write: () => ' \n' },
  { name: 'text after it', write: (text) => `${text}x` },
  { name: 'a second one after it', write: (text) => text + text },
  { name: 'a line of text after it', write: (text) => `${text}\n# end` },
  { name: 'a bracket too many', write: (text) => `${text}}` },
  { name: 'a comma after it', write: (text) => `${text},` },
  { name: 'a NUL and text after it', write: (text) => `${text}\0x` },
  { name: 'a semicolon after it', write: (text) => `${text};` },
  { name: 'text before it', write: (text) => `x${text}` },
  { name: 'an assignment', write: (text) => `body=${text}` },
  { name: 'a comma after the last member', write: (text) => text.replace(/\}$/, ',}') },
  { name: 'a comma before the first member', write: (text) => text.replace(/^\{/, '{,') },
  { name: 'two commas', write: replacing(',"', ',,"') },
  { name: 'no comma between two members', write: replacing(',"', '"') },
  { name: 'a line end for a comma', write: replacing(',"', '\n"') },
  { name: 'a semicolon for a comma', write: replacing(',"', ';"') },
  { name: 'no colon', write: replacing('":', '" ') },
  { name: 'an equals sign for a colon', write: replacing('":', '"=') },
  { name: 'single quotes', write: (text) => text.replaceAll('"', "'") },
  { name: 'a name without quotes', write: replacingMatch(/"(\w+)":/g, (name) => `${name}:`) },
  ...BEFORE_TEXTS,
  { name: 'a text without its last quote', write: replacing('",', ',') },
  { name: 'a line comment', write: replacing(',"', ',// more\n"') },
  { name: 'a line that is a comment', write: replacing(',"', ',\n// more\n"') },
  { name: 'a block comment', write: replacing(',"', ',/* more */"') },
  { name: 'a comment of a shell', write: (text) => text.replace(/^\{/, '{# begin\n') },
  { name: 'a raw line end within a text', write: replacing('":"', '":"\n') },
  { name: 'a raw tab within a text', write: replacing('":"', '":"\t') },
  { name: 'a raw control character within a text', write: replacing('":"', '":"\u0001') },
  { name: 'an escape that does not exist', write: replacing('":"', String.raw`":"\x41`) },
  { name: 'an escape that is cut', write: replacing('":"', String.raw`":"\u00 `) },
  ...['NaN', 'Infinity', 'undefined', 'True', 'None', '01', '+1', '.5', '1.', '0x10', "'a'"].map((value) => ({
    name: `${value} for a value`,
    write: replacingMatch(/":(?:"[^"\\]*"|\w+)/g, () => `":${value}`),
  })),
  { name: 'round brackets', write: (text) => text.replace(/^\{/, '(').replace(/\}$/, ')') },
  { name: 'the wrong bracket at the end', write: (text) => text.replace(/\}$/, ']') },
  { name: 'a form feed before it', write: (text) => `\f${text}` },
  { name: 'a form feed after it', write: (text) => `${text}\f` },
  { name: 'a vertical tab after it', write: (text) => `${text}\v` },
  { name: 'a no-break space after it', write: (text) => `${text}\u00a0` },
  { name: 'a NUL after it', write: (text) => `${text}\0` },
  { name: 'a no-break space before it', write: (text) => `\u00a0${text}` },
  { name: 'a byte that is no UTF-8', write: (text, at) => withBytes(text, at, [0xff]) },
  { name: 'an overlong form in UTF-8', write: (text, at) => withBytes(text, at, [0xc1, 0x81]) },
  { name: 'a continuation byte alone', write: (text, at) => withBytes(text, at, [0x80]) },
  { name: 'a surrogate in UTF-8', write: (text, at) => withBytes(text, at, [0xed, 0xa0, 0x80]) },
  { name: 'a character cut in two', write: (text, at) => withBytes(text, at, [0xe2, 0x82]) },
  { name: 'a character beyond Unicode', write: (text, at) => withBytes(text, at, [0xf4, 0x90, 0x80, 0x80]) },
  { name: 'XML', write: () => '<body/>' },
  { name: 'a form', write: () => 'type=x&id=1' },
  { name: 'a line against inclusion before it', write: (text) => `)]}'\n${text}` },
  { name: 'no value', write: replacingMatch(/":(?:"[^"\\]*"|\w+)/g, () => '":') },
  // A parser that reads the number refuses it only where its property is declared.
  ...['NaN', '-Infinity', '01', '+1', '.5', '1.', '0x10', '1e', '1_000', '', 'undefined'].map((value) => ({
    name: `${value === '' ? 'no value' : value} in one more member`,
    write: (text: string) => text.replace(/\}$/, `,"x":${value}}`),
  })),
]

/** A misspelling that replaces one occurrence of `place`; the index selects the occurrence. */
export function replacing(place: string, by: string): WayToMisspell['write'] {
  return (text, at) => {
    const places = text.split(place)
    if (places.length < 2) return undefined
    const index = 1 + (at % (places.length - 1))
    return places.slice(0, index).join(place) + by + places.slice(index).join(place)
  }
}

/** A misspelling that replaces one match; the index selects the match. */
function replacingMatch(pattern: RegExp, by: (part: string) => string): WayToMisspell['write'] {
  return (text, at) => {
    const matches = [...text.matchAll(pattern)]
    const match = matches[at % Math.max(1, matches.length)]
    if (match === undefined) return undefined
    return text.slice(0, match.index) + by(match[1] ?? '') + text.slice(match.index + match[0].length)
  }
}

/** The text with bytes inserted at the beginning of a string. */
function withBytes(text: string, at: number, bytes: readonly number[]): Uint8Array | undefined {
  const MARK = '\u0001'
  const marked = replacing('":"', `":"${MARK}`)(text, at)
  if (typeof marked !== 'string') return undefined
  const place = marked.indexOf(MARK)
  return Buffer.concat([Buffer.from(marked.slice(0, place)), Buffer.from(bytes), Buffer.from(marked.slice(place + 1))])
}
