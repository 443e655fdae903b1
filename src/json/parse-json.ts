import { isUtf8 } from './is-utf8.ts'

/** The greatest nesting of a body. Real responses stay below ten; a deeper body is an attack. */
const DEPTH = 200

/** The greatest number of values and names in a body. A page of a real service has some thousands. */
const VALUES = 100_000

/**
 * Parses a body as JSON of RFC 8259: UTF-8 without errors, bounded nesting and size. Names that an object has twice are
 * `duplicates`.
 */
export function parseJson(bytes: Uint8Array, text: string): ParsedJson {
  if (bytes.length === 0) return { ok: false, reason: 'the body is empty' }
  // RFC 8259, section 8.1. The decoder has removed the mark from the text.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { ok: false, reason: 'the body begins with a byte order mark, which JSON must not have' }
  // A replacement character in the text is an encoding error, unless the body holds the character itself.
  if (text.includes('\uFFFD') && !isUtf8(bytes)) return { ok: false, reason: 'the body is not UTF-8' }
  const { depth, values } = measure(text)
  if (depth > DEPTH) return { ok: false, reason: `the body is nested deeper than ${DEPTH}` }
  if (values > VALUES) return { ok: false, reason: `the body has more than ${VALUES} values` }
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value, duplicates: duplicateKeys(text, value) }
  } catch {
    return { ok: false, reason: 'the body is not JSON' }
  }
}

/**
 * The greatest nesting, and the number of values except the first: each follows a comma, a colon or a bracket. Strings are skipped,
 * because a string may hold brackets.
 */
function measure(text: string): { readonly depth: number; readonly values: number } {
  if (text.length <= VALUES && opensAtMost(text, DEPTH)) return { depth: 0, values: 0 }
  let depth = 0
  let deepest = 0
  let values = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0x22) index = endOfString(text, index) - 1
    else if (code === 0x2c || code === 0x3a) values += 1
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, (depth += 1))
    else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return { depth: deepest, values }
}

/** True if the text has at most so many opening brackets, in strings or not. Most bodies have few, and a search for them is fast. */
function opensAtMost(text: string, most: number): boolean {
  let count = 0
  for (const bracket of '{[')
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1))
      if ((count += 1) > most) return false
  return true
}

/**
 * The names that an object has twice. JSON.parse keeps the last value, so the parsed value has fewer members. The text is scanned
 * only if the counts differ.
 */
function duplicateKeys(text: string, value: unknown): readonly string[] {
  let names = 0
  for (let end = 0, start = text.indexOf('"'); start !== -1; start = text.indexOf('"', end)) {
    end = endOfString(text, start)
    if (isName(text, end)) names += 1
  }
  return names <= countMembers(value) ? [] : scanDuplicates(text)
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = Array.isArray(value) ? 0 : Object.keys(value).length
  for (const child of Object.values(value)) if (typeof child === 'object') count += countMembers(child)
  return count
}

/** The names that an object has twice, read string by string. In valid JSON, a string before a colon is a name. */
function scanDuplicates(text: string): readonly string[] {
  const duplicates = new Set<string>()
  const scopes: Set<string>[] = []
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '{') scopes.push(new Set())
    else if (character === '}') scopes.pop()
    if (character !== '"') continue
    const end = endOfString(text, index)
    const scope = scopes.at(-1)
    if (scope !== undefined && isName(text, end)) {
      const name = JSON.parse(text.slice(index, end)) as string
      if (scope.has(name)) duplicates.add(name)
      scope.add(name)
    }
    index = end - 1
  }
  return [...duplicates]
}

/** The index after the closing quotation mark of the string at `start`. A regular expression would backtrack on a hostile body. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslash = end - 1
    while (text[backslash] === '\\') backslash -= 1
    if ((end - backslash) % 2 === 1) return end + 1
  }
  return text.length
}

/** True if the string that ends at `end` is the name of a member. */
export function isName(text: string, end: number): boolean {
  let index = end
  // The white space of JSON has four characters. The greatest is the blank.
  while (text.charCodeAt(index) <= 0x20) index += 1
  return text.charCodeAt(index) === 0x3a
}

/** The value of a body, or the reason why the body is no acceptable JSON. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown; readonly duplicates: readonly string[] }
  | { readonly ok: false; readonly reason: string }
