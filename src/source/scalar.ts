/** A scalar of a file as text; what a schema has already found to be text stays as it is. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
