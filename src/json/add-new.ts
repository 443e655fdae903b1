/** Adds a value to a set. Returns true if the set did not have the value before. */
export function addNew<T>(set: Set<T>, value: T): boolean {
  const before = set.size
  return set.add(value).size > before
}
