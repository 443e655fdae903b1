/**
 * True for a property that may hold the name of another member, such as `ownerId` or `category_ids`: a value that nothing has may be
 * refused for a good reason. The property `id` itself is the member's own.
 */
export function refersToOthers(name: string, schema: Readonly<Record<string, unknown>>): boolean {
  if (schema['format'] === 'uri' || schema['format'] === 'url') return false
  return (
    /^(?:id|uuid|guid)$/i.test(name) ||
    /(?:[a-z\d](?:Id|ID|Ids|IDs|Uuid|UUID|Ref|Refs)|_(?:id|ids|uuid|uuids|ref|refs|fk))$/.test(name) ||
    /^parent/i.test(name)
  )
}
