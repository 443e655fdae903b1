/** A function that creates a value on the first call, and returns the same value on later calls. */
export function lazily<T>(make: () => T): () => T {
  let created: { readonly value: T } | undefined
  return () => (created ??= { value: make() }).value
}
