import { UNSAFE } from './plain-text.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Any text as XML 1.0 text or attribute value. A character that XML cannot hold is written as an escape (`\x1b`); one that acts
 * on a terminal, as a reference; and `##[`, which some CI logs obey, in parts.
 */
export function xmlText(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(UNSAFE, (character) => (character === '\n' ? character : referTo(character)))
    .replaceAll(/##(?=\w*\[)/g, '#&#35;')
}

/** The same for an attribute, in which a line break would be read as a space. */
function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;')
}

/** An element whose content is XML already; `undefined` attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlAttribute(String(value))}"`],
  )
  const tag = `${name}${given.join('')}`
  return content.length === 0 ? `<${tag}/>` : `<${tag}>${content.join('')}</${name}>`
}

function referTo(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code === 0x09 || code === 0x0d || (code >= 0x7f && !isForbidden(code))) return `&#x${hex};`
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex}`
}

/** Surrogates, and the two that XML 1.0 leaves out of its Char production. */
function isForbidden(code: number): boolean {
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff
}
