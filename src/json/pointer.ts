/** The tokens of a JSON Pointer (RFC 6901), unescaped. */
export function parsePointer(pointer: string): readonly string[] {
  const known = parsed.get(pointer)
  if (known !== undefined) return known
  const tokens = pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeToken)
  // A contract has few pointers, which are parsed often. A hostile body has many, which are parsed once.
  if (parsed.size < MOST_KEPT) parsed.set(pointer, tokens)
  return tokens
}

const parsed = new Map<string, readonly string[]>()
const MOST_KEPT = 1000

function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token
}

/** The JSON Pointer of tokens, escaped. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The value at the pointer; undefined for a missing value. Only own properties count, so `__proto__` is a plain name. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document
  for (const token of parsePointer(pointer)) {
    value = childAt(value, token)
    if (value === undefined) return undefined
  }
  return value
}

/** The own value under a name or an index, so that `__proto__` is a plain name; undefined for a missing one. */
export function childAt(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? (value as unknown[])[Number(token)] : undefined
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined
}

/** A copy of the document with the value at the pointer. The value undefined removes the member. */
export function withValueAt(document: unknown, pointer: string, value: unknown): unknown {
  const [token, ...rest] = parsePointer(pointer)
  if (token === undefined) return value
  const next = withValueAt(childAt(document, token), formatPointer(rest), value)
  if (Array.isArray(document)) {
    const copy = [...(document as unknown[])]
    copy[Number(token)] = next
    return copy
  }
  const entries = Object.entries(isObject(document) ? document : {}).filter(([name]) => name !== token)
  const kept = new Set(Object.keys(isObject(document) ? document : {}))
  if (next === undefined) return Object.fromEntries(entries)
  return kept.has(token)
    ? Object.fromEntries(Object.entries(document as object).map(([name, old]) => [name, name === token ? next : old]))
    : Object.fromEntries([...entries, [token, next]])
}

/** True for a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
