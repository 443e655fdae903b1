/**
 * Characters that act on a terminal, or are not seen: controls, format characters (all bidirectional ones among them),
 * lone surrogates, line and paragraph separators, noncharacters.
 */
export const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Text of the target's on one line that may go to a terminal or a CI log: what acts or is not seen is shown as an escape.
 * Workflow commands are defused too: runners take `::name::` after leading spaces, and `##[name]` anywhere in a line.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(UNSAFE, (character) => SHORT[character] ?? escapeOf(character))
    .replaceAll(/##(?=\w*\[)/g, '#\\x23')
    .replace(/^(\s*):(?=:)/, '$1\\x3a')
}

/** The same for text of several lines. */
export function plainLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map((line) => plainText(line.replaceAll('\t', '  ')))
}

/** Cuts a text that is already plain to so many characters. */
export function cut(text: string, length: number): string {
  const characters = Array.from(text)
  return characters.length > length ? `${characters.slice(0, Math.max(0, length - 3)).join('')}...` : text
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
}
