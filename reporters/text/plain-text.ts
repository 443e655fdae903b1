/**
 * Characters that control a terminal, or look like nothing or like a space. These are controls, format and bidirectional characters, lone
 * surrogates, separators other than the space, variation selectors, fillers, and noncharacters.
 */
export const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Makes text of a target safe for a terminal or a CI log, on a single line. Control and invisible characters become escapes.
 * Workflow commands are escaped too: runners obey `::name::` after leading spaces, and `##[name]` anywhere in a line.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(UNSAFE, (character) => SHORT[character] ?? escapeOf(character))
    .replaceAll(/##(?=\w*\[)/g, '#\\x23')
    .replace(/^(\s*):(?=:)/, '$1\\x3a')
}

/** Splits text into lines, each safe for a terminal or a CI log. */
export function plainLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map((line) => plainText(line.replaceAll('\t', '  ')))
}

/** Cuts plain text to a length in characters, with `...` at the end. */
export function cut(text: string, length: number): string {
  const characters = Array.from(text)
  return characters.length > length ? `${characters.slice(0, Math.max(0, length - 3)).join('')}...` : text
}

/** Text of a target on a single line, safe for a terminal or a CI log, and cut to a length in characters. */
export function shortPlainText(text: string, length: number): string {
  return cut(plainText(text), length)
}

/** Text with escapes for combining marks, which hide in the character before them. Two texts that differ in these alone look the same. */
export function withVisibleMarks(text: string): string {
  return text.replaceAll(/\p{M}/gu, escapeOf)
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
}
