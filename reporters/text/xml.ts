import { UNSAFE } from './plain-text.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Escapes text for XML 1.0, as content. A character that XML does not allow becomes an escape (`\x1b`).
 * A character that controls a terminal becomes a reference, and so does a `#` of `##[`, which CI logs obey.
 */
export function xmlText(text: string): string {
  return text
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(UNSAFE, (character) => (character === '\n' ? character : referTo(character)))
    .replaceAll(/##(?=\w*\[)/g, '#&#35;')
}

/** Escapes an attribute value. XML parsers read a plain line break in an attribute as a space. */
function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
}

/** Renders an element. The content is XML; `undefined` attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string {
  const start = startTag(name, attributes)
  return content.length === 0 ? `${start.slice(0, -1)}/>` : `${start}${content.join('')}</${name}>`
}

/** Renders the start of an element. `undefined` attributes are left out. */
export function startTag(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlAttribute(String(value))}"`],
  )
  return `<${name}${given.join('')}>`
}

function referTo(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code === 0x09 || code === 0x0d || (code >= 0x7f && !isForbidden(code))) return `&#x${hex};`
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex}`
}

/** Returns true for surrogates, U+FFFE and U+FFFF, which the Char production of XML 1.0 leaves out. */
function isForbidden(code: number): boolean {
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff
}
