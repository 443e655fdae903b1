/** A scalar of a file as text. A text is returned as is, any other value as JSON. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
