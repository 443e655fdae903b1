import type { SchemaShape } from './schema-shape.ts'

/**
 * True where an example or the pattern of a text ends in a path such as `books/{book}`: the literal comes last before the key.
 * @param path a literal and the parameters behind it
 */
export function hasPathOf(path: string, { keywords: { examples, pattern } }: SchemaShape): boolean {
  const [literal = '', ...keys] = path.split('/')
  const isLast = (text: string): boolean => {
    const parts = text.replaceAll(/\[\^\/\]|[\\^$]/g, '').split('/')
    return parts.length > keys.length && parts.at(-1 - keys.length) === literal
  }
  return [...(Array.isArray(examples) ? (examples as unknown[]) : []), pattern].some(
    (text) => typeof text === 'string' && isLast(text),
  )
}
