/** True for a property that an object does not have, or has as null. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}
