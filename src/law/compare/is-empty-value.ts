/** True for null, false, zero, and an empty text, list or object: a value that may as well be a default, and that a format may leave out. */
export function isEmptyValue(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  )
}
