/** The first example of a schema; undefined for none. */
export function exampleOf({ examples }: Readonly<Record<string, unknown>>): unknown {
  return Array.isArray(examples) ? (examples as unknown[])[0] : undefined
}

/** True for a list whose example has URIs alone, such as the `schemas` of SCIM: a server knows only some, and shows its own. */
export function hasUriExample(schema: Readonly<Record<string, unknown>>): boolean {
  const example = exampleOf(schema)
  const items = Array.isArray(example) ? (example as unknown[]) : []
  return items.length > 0 && items.every((item) => typeof item === 'string' && /^(?:urn|https?):\S+$/i.test(item))
}
