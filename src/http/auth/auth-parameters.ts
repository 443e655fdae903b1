/** Names in lower case, values without their quotes; bytes above ASCII as Latin-1. */
export type AuthParameters = ReadonlyMap<string, string>

/** The parameters of an Authentication-Info header (RFC 9110, section 11.6.3). What is none, or stands there twice, is left out. */
export function parseParameters(header: string): AuthParameters {
  const parameters = new Map<string, string>()
  for (const item of splitItems(header)) {
    const { name, value } = readParameter(item) ?? {}
    if (name !== undefined && value !== undefined && !parameters.has(name)) parameters.set(name, value)
  }
  return parameters
}

/** Longer than any real one; a header of this kind is read in one pass, but not without end. */
const LONGEST = 16_384

/** What stands between the commas that are in no quotes, in time that grows with the length alone; a quote left open ends it all. */
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

// A token may not hold `/`, `:` or `=`, but servers that forget the quotes around a nonce or a URL are met.
const PARAMETER =
  /^([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*(?:([\w!#$%&'*+.^`|~/:@?-][\w!#$%&'*+.^`|~/:@?=-]*)|"((?:[\t !#-[\]-~\u0080-\u00ff]|\\[\t -~\u0080-\u00ff])*)")$/

/** `name=value` or `name="value"`, with white space allowed about the sign (RFC 9110, section 11.2); undefined where it is neither. */
export function readParameter(item: string): { readonly name: string; readonly value: string } | undefined {
  const [, name, token, quoted] = PARAMETER.exec(item) ?? []
  if (name === undefined) return undefined
  return { name: name.toLowerCase(), value: token ?? (quoted ?? '').replaceAll(/\\(.)/gs, '$1') }
}
