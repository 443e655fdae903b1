/** A mutation that turns a valid value into a near-valid value. */
export interface Mutation {
  readonly name: string
  /** The mutated value; undefined if the mutation does not apply. The caller proves that the result is invalid. */
  readonly mutate: (right: unknown) => unknown
}

/** A mutation of texts. */
export function ofText(name: string, mutate: (right: string) => string): Mutation {
  return { name, mutate: (right) => (typeof right === 'string' ? mutate(right) : undefined) }
}

/** The list rotated to start at an index. */
export function inOrder<T>(list: readonly T[], from: number): readonly T[] {
  const at = list.length === 0 ? 0 : from % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}

/**
 * The share of a place in a list of mutations. Each place gets the first mutations, and the rest is distributed among the places.
 */
export interface MutationShare {
  /** The number of first mutations that each place gets. */
  readonly own: number
  /** The index of the place, and the number of places. */
  readonly turn: number
  readonly among: number
}

/** The members of a list in the share of a place. */
export function distribute<T>(list: readonly T[], { own, turn, among }: MutationShare): readonly T[] {
  return list.filter((_, index) => index < own || index % among === turn % among)
}
