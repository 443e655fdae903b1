/**
 * A pattern of a document as ECMA-262 with the flag `u`, as JSON Schema wants it; undefined if it is none. Other dialects escape more
 * characters, which says the same without the escape.
 */
export function repairPattern(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return undefined
  if (compiles(pattern)) return pattern
  const repaired = withPlainEscapes(pattern)
  return compiles(repaired) ? repaired : undefined
}

/** A pattern of one repeated character, and the lengths that it states. */
export interface RepeatedPattern {
  readonly pattern: string
  readonly minLength: number
  readonly maxLength: number
}

/**
 * A pattern such as `^.{0,32768}$` as lengths, which say the same and are easier to judge and to draw. Undefined for other patterns.
 */
export function asLengths(pattern: string): RepeatedPattern | undefined {
  const match = /^\^(\.|\\[wdsWDS]|\[[^\\[\]]+\])\{(\d+),(\d+)\}\$$/.exec(pattern)
  const [, one = '', least = '', most = ''] = match ?? []
  if (match === null || Number(most) < LONG) return undefined
  return { pattern: `^${one}*$`, minLength: Number(least), maxLength: Number(most) }
}

const LONG = 1000
const LONGEST = 10_000

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** Ends and beginnings of a text in other dialects. */
const ANCHORS: Readonly<Record<string, string>> = { '\\A': '^', '\\z': '$', '\\Z': '$' }

function withPlainEscapes(pattern: string): string {
  let inClass = false
  let written = ''
  for (const [token] of pattern.matchAll(/\\[pP]\{[^}]*\}|\\[^]|\{\d*,?\d*\}|[^]/gu)) {
    written += inClass ? inClassToken(token, written) : plainToken(token)
    if (token === '[') inClass = true
    if (token === ']') inClass = false
  }
  return written
}

function plainToken(token: string): string {
  if (Object.hasOwn(ANCHORS, token)) return ANCHORS[token] ?? token
  if (token === '{' || token === '}' || token === ']') return `\\${token}`
  return /^\\[^\dA-Za-z^$\\.*+?()[\]{}|/]$/u.test(token) ? token.slice(1) : token
}

/** In a class, a dash beside a set such as `\w` is a plain dash. */
function inClassToken(token: string, before: string): string {
  if (token === '-' && /\\[wWdDsS]$/.test(before)) return String.raw`\-`
  if (token === '[') return String.raw`\[`
  return /^\\[^\dA-Za-z^$\\.*+?()[\]{}|/-]$/u.test(token) ? token.slice(1) : token
}
