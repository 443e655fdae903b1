/**
 * Lays out a JSON text of one line: white space between its parts is replaced, and every other character stays. Numbers, escapes, repeated names and
 * mistakes are shown as they were sent, which a parser would not do. Other texts are returned unchanged.
 */
export function layOutJson(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.trim().includes('\n')) return text
  let depth = 0
  const line = (): string => `\n${'  '.repeat(Math.min(Math.max(depth, 0), DEEPEST))}`
  return text.replaceAll(TOKEN, (token) => {
    const sign = token.trim()
    if (sign.length > 1) return token
    if (sign === ',') return `,${line()}`
    if (sign === ':') return ': '
    if (sign === '{' || sign === '[') {
      depth += 1
      return `${sign}${line()}`
    }
    depth -= 1
    return `${line()}${sign}`
  })
}

/** Deeper levels are not indented further. */
const DEEPEST = 20

/** A text, an empty object or list, or a sign of structure with the blanks around it. A cut text may lack its end. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|\{\s*\}|\[\s*\]|[ \t]*[[\]{},:][ \t]*/g
