/** Parameters by name. Names are in lower case, values without quotes, and bytes above ASCII as Latin-1. */
export type AuthParameters = ReadonlyMap<string, string>

/** The parameters of an Authentication-Info header (RFC 9110, section 11.6.3). Invalid and repeated parameters are left out. */
export function parseParameters(header: string): AuthParameters {
  const parameters = new Map<string, string>()
  for (const item of splitItems(header)) {
    const { name, value } = readParameter(item) ?? {}
    if (name !== undefined && value !== undefined && !parameters.has(name)) parameters.set(name, value)
  }
  return parameters
}

/** The maximum length of a parsed header, longer than any real header. */
const LONGEST = 16_384

/** Splits a text at commas outside quotes, in linear time. An unclosed quote ends the list. */
export function splitItems(header: string): readonly string[] {
  if (header.length > LONGEST) return []
  const items: string[] = []
  const item = /(?:[^",]|"(?:[^"\\]|\\.)*")*/sy
  for (let start = 0; start <= header.length; start = item.lastIndex + 1) {
    item.lastIndex = start
    const [text = ''] = item.exec(header) ?? []
    item.lastIndex = start + text.length
    const isUnclosed = header[item.lastIndex] === '"'
    items.push((isUnclosed ? header.slice(start) : text).trim())
    if (isUnclosed) break
  }
  return items.filter((text) => text !== '')
}

// A token must not have `/`, `:` or `=`, but some servers omit the quotes around a nonce or a URL.
const PARAMETER =
  /^([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*(?:([\w!#$%&'*+.^`|~/:@?-][\w!#$%&'*+.^`|~/:@?=-]*)|"((?:[\t !#-[\]-~\u0080-\u00ff]|\\[\t -~\u0080-\u00ff])*)")$/

/** Parses `name=value` or `name="value"`, with optional white space around the sign (RFC 9110, section 11.2). Otherwise undefined. */
export function readParameter(item: string): { readonly name: string; readonly value: string } | undefined {
  const [, name, token, quoted] = PARAMETER.exec(item) ?? []
  if (name === undefined) return undefined
  return { name: name.toLowerCase(), value: token ?? (quoted ?? '').replaceAll(/\\(.)/gs, '$1') }
}
