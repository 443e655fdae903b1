/** How deep an answer may nest before it is taken for hostile; real ones stay below ten. */
const DEPTH = 200

/** How many values and names it may have; a page of real ones stays below some thousands. */
const VALUES = 100_000

/** Parses a body as JSON (RFC 8259), strictly: UTF-8 without errors, bounded depth and size; keys that stand twice are noted. */
export function parseJson(bytes: Uint8Array, text: string): ParsedJson {
  if (bytes.length === 0) return { ok: false, reason: 'the body is empty' }
  // RFC 8259, section 8.1; the decoder has taken it away.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { ok: false, reason: 'the body begins with a byte order mark, which JSON must not have' }
  // A replacement character in the text is an error of the encoding unless it was sent as one.
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

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/**
 * The deepest nesting, and how many values there are besides the first: each comes after a comma, a colon or a bracket. Strings are left
 * out: a server may well return a text that is nothing but brackets.
 */
function measure(text: string): { readonly depth: number; readonly values: number } {
  if (text.length < 2 * DEPTH) return { depth: 0, values: 0 }
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

/**
 * Names that stand twice in one object. JSON.parse keeps the last of them, so fewer members come out than names went in:
 * counting both finds out cheaply, and only then the text is read again.
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

/** Reads the text token by token: the text is known to be JSON, so a string before a colon is a name. */
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

/** After the closing quotation mark of the string that starts here. No regular expression: a hostile body would make it backtrack. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslash = end - 1
    while (text[backslash] === '\\') backslash -= 1
    if ((end - backslash) % 2 === 1) return end + 1
  }
  return text.length
}

/** Whether the string that ends here is the name of a member. */
export function isName(text: string, end: number): boolean {
  let index = end
  // The four characters that JSON calls white space, none of them above the blank.
  while (text.charCodeAt(index) <= 0x20) index += 1
  return text.charCodeAt(index) === 0x3a
}

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown; readonly duplicates: readonly string[] }
  | { readonly ok: false; readonly reason: string }
