/** An id as a replay command quotes it. */
export function quotedId(id: string): string {
  return `'${id.replaceAll("'", String.raw`'\''`)}'`
}
