/**
 * The text of a request body. A byte that is part of no character in UTF-8 becomes a lone surrogate, U+DC00 plus the byte. So a reader of the
 * text can send the same bytes again.
 */
export function decodeBytes(bytes: Uint8Array): string {
  return decodeWhole(bytes) ?? decodeEach(bytes)
}

/** `ignoreBOM` keeps a byte order mark in the text. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeWhole(bytes: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(bytes)
  } catch {
    return undefined
  }
}

function decodeEach(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const first = bytes[index] ?? 0
    const length = lengthFrom(first)
    const character = decodeWhole(bytes.subarray(index, index + length))
    text += character ?? String.fromCharCode(LONE + first)
    index += character === undefined ? 1 : length
  }
  return text
}

/** The first of the lone surrogates, U+DC00. */
const LONE = 0xdc00

/** The length in bytes of the character that starts with a byte. */
function lengthFrom(first: number): number {
  if (first < 0xc0) return 1
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}
