/** True if a media type in lower case is JSON: application/json, text/json or +json (RFC 6839, section 3.1). */
export function isJsonMediaType(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json')
}
