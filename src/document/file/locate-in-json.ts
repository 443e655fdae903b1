import { endOfString } from '../../json/parse-json.ts'

/** Finds the line and column, from 1 on, of values in a JSON text. A missing value has the place of the nearest parent. */
export type JsonLocator = (tokens: readonly string[]) => { readonly line: number; readonly column: number }

/** The text is known to be JSON. Each map and list on the way is scanned once. */
export function createJsonLocator(text: string): JsonLocator {
  const known = new Map<number, ReadonlyMap<string, number>>()
  let lines: readonly number[] | undefined
  const childrenAt = (offset: number): ReadonlyMap<string, number> => {
    const children = known.get(offset) ?? childrenOf(text, offset)
    known.set(offset, children)
    return children
  }
  return (tokens) => {
    let offset = skipBlank(text, text.startsWith('\uFEFF') ? 1 : 0)
    for (const token of tokens) {
      const next = childrenAt(offset).get(token)
      if (next === undefined) break
      offset = next
    }
    lines ??= lineStarts(text)
    const line = lastAtMost(lines, offset)
    return { line: line + 1, column: offset - (lines[line] ?? 0) + 1 }
  }
}

/** The offsets of the values in the map or list at the offset, by name or index. */
function childrenOf(text: string, offset: number): ReadonlyMap<string, number> {
  const children = new Map<string, number>()
  const inMap = text[offset] === '{'
  if (!inMap && text[offset] !== '[') return children
  let at = skipBlank(text, offset + 1)
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
    const end = inMap ? endOfString(text, at) : at
    const value = inMap ? skipBlank(text, skipBlank(text, end) + 1) : at
    // The last of several members with the same name counts, as in JSON.parse.
    children.set(inMap ? nameOf(text.slice(at, end)) : String(index), value)
    at = skipBlank(text, endOfValue(text, value))
    if (text[at] === ',') at = skipBlank(text, at + 1)
  }
  return children
}

function nameOf(quoted: string): string {
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1)
}

function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    else if (depth > 0 || !isEnd(text, at)) continue
    if (depth < 0 || isEnd(text, at)) return at
    if (depth === 0) return at + 1
  }
  return text.length
}

/** True at the end of a number or word. */
function isEnd(text: string, at: number): boolean {
  return text[at] === ',' || isBlank(text, at)
}

function skipBlank(text: string, start: number): number {
  let at = start
  while (at < text.length && isBlank(text, at)) at += 1
  return at
}

function isBlank(text: string, at: number): boolean {
  return text.charCodeAt(at) <= 0x20
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The index of the last start at or before the offset. */
function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
