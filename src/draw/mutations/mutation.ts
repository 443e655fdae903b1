/** A way to make a right value wrong, if only just. */
export interface Mutation {
  readonly name: string
  /** Undefined where the value has nothing that could be mutated so. What it makes is proved later, and may be right after all. */
  readonly mutate: (right: unknown) => unknown
}

/** One that is made of a text. */
export function ofText(name: string, mutate: (right: string) => string): Mutation {
  return { name, mutate: (right) => (typeof right === 'string' ? mutate(right) : undefined) }
}

/** The list from a place on, and then what stands before it. */
export function inOrder<T>(list: readonly T[], from: number): readonly T[] {
  const at = list.length === 0 ? 0 : from % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}

/** What each place has of a list of ways, the likeliest first; the others are distributed to the places that have the list in common. */
export interface Share {
  /** How many each has. */
  readonly own: number
  /** Which of the places it is, and among how many the others are distributed. */
  readonly turn: number
  readonly among: number
}

export function distribute<T>(list: readonly T[], { own, turn, among }: Share): readonly T[] {
  return list.filter((_, index) => index < own || index % among === turn % among)
}
