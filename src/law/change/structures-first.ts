/** Orders what is sent alone: lists and objects first, since code relies on them most often. */
export function structuresFirst<T>(valueOf: (one: T) => unknown): (one: T, other: T) => number {
  const weight = (one: T): number => Number(typeof valueOf(one) === 'object')
  return (one, other) => weight(other) - weight(one)
}
