import { expressionOf } from '../expressions.ts'

/** A pattern for the same names except one, so that this name can have another schema. */
export function withoutName(source: string, name: string): string {
  const unicode = expressionOf(source).unicode
  const spelled = Array.from(name, (char) =>
    unicode ? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}` : units(char),
  ).join('')
  return `^(?!${spelled}$)(?=[\\s\\S]*?(?:${source}))`
}

function units(char: string): string {
  return char
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
