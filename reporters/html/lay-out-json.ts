/**
 * Lays out a JSON text of one line: white space is added, and every other character stays. Numbers, escapes, repeated names and
 * mistakes are shown as they were sent, which a parser would not do. Other texts are returned unchanged.
 */
export function layOutJson(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.trim().includes('\n')) return text
  let depth = 0
  const line = (): string => `\n${'  '.repeat(Math.min(Math.max(depth, 0), DEEPEST))}`
  return text.replaceAll(TOKEN, (token) => {
    if (token.length > 1) return token
    if (token === ',') return `,${line()}`
    if (token === ':') return ': '
    if (token === '{' || token === '[') {
      depth += 1
      return `${token}${line()}`
    }
    depth -= 1
    return `${line()}${token}`
  })
}

/** Deeper levels are not indented further. */
const DEEPEST = 20

/** A text, an empty object or list, or a sign of structure. A cut text may lack its end. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|\{\s*\}|\[\s*\]|[[\]{},:]/g
