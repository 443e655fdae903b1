/** True if both are keys, and equal. */
export function sameKeys(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one !== undefined && one.length > 0 && JSON.stringify(one) === JSON.stringify(other)
}
