/** A link of a Link header: its target, which has no angle brackets, and its parameters as they are written (RFC 8288, section 3). */
const LINK = /<([^<>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g
const PARAMETER = /;\s*([^\s=;,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/g

/** The target of the first link with a relation; undefined where a Link header has none. */
export function linkWith(relation: string, header: string | undefined): string | undefined {
  for (const [, target, parameters = ''] of (header ?? '').matchAll(LINK)) {
    const [, , quoted, bare = ''] =
      [...parameters.matchAll(PARAMETER)].find(([, name]) => /^rel$/i.test(name ?? '')) ?? []
    if ((quoted ?? bare).toLowerCase().split(/\s+/).includes(relation)) return target
  }
  return undefined
}
