/** White space, and marks between the values of JSON. */
const BETWEEN = /[\s,:]*/y
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y
/** A number, a word of JSON, or any other text without marks. */
const SCALAR = /[^\s,:[\]{}"]+/y

/**
 * The index in a JSON text at which the value of a JSON Pointer begins, or the nearest value around a place that is missing. Undefined for
 * another text, also for one that is cut before the place.
 */
export function offsetAt(text: string, pointer: string): number | undefined {
  let at: number | undefined = skip(text, 0)
  for (const segment of pointer.split('/').slice(1)) {
    const inner: number | undefined | typeof MISSING = memberAt(text, at, decoded(segment))
    if (inner === MISSING) return at
    if (inner === undefined) return undefined
    at = inner
  }
  return at
}

const MISSING = 'missing'

/** The index of a value of the object or array that begins at an index. */
function memberAt(text: string, start: number, name: string): number | undefined | typeof MISSING {
  const open = text[start]
  if (open !== '{' && open !== '[') return MISSING
  let at = skip(text, start + 1)
  for (let index = 0; at < text.length; index += 1) {
    if (text[at] === ']' || text[at] === '}') return MISSING
    const keyEnd = open === '{' ? endOf(text, at) : at
    if (keyEnd === undefined) return undefined
    const own = open === '{' ? keyOf(text.slice(at, keyEnd)) : String(index)
    const value = skip(text, keyEnd)
    if (own === name) return value < text.length ? value : undefined
    const end = endOf(text, value)
    if (end === undefined) return undefined
    at = skip(text, end)
  }
  return undefined
}

/** The index after the value that begins at an index. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0
  let at = start
  while (at < text.length) {
    const mark = text[at] ?? ''
    if ('{['.includes(mark) || ']}'.includes(mark)) {
      depth += '{['.includes(mark) ? 1 : -1
      at += 1
    } else {
      const token = matchAt(mark === '"' ? STRING : SCALAR, text, at)
      if (token === 0) return undefined
      at += token
    }
    if (depth <= 0) return depth === 0 ? at : undefined
    at = skip(text, at)
  }
  return undefined
}

function skip(text: string, at: number): number {
  return at + matchAt(BETWEEN, text, at)
}

/** The length of a match at an index. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

function keyOf(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return undefined
  }
}

function decoded(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
