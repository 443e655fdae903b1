/** What is asked of fast-check's randomness. */
export interface Random {
  nextInt(min: number, max: number): number
}

/** What a draw goes by: the randomness, and how much more may be drawn. */
export interface Source {
  readonly random: Random
  /** One draw in so many goes to the edges, as fast-check asks; undefined for none. */
  readonly bias: number | undefined
  /** How many values may still be drawn before everything optional is left out. */
  budget: number
  /** How many containers may still open before everything optional is left out. */
  depth: number
}

/** How many values were drawn in all, and how many thrown away for another try: what the bench reports as filtering. */
export const drawCounts = { drawn: 0, thrownAway: 0 }

/** A value with what is needed to shrink it: the generator, and what it chose. */
export interface Drawn {
  readonly value: unknown
  readonly by: Generator
  readonly parts?: unknown
}

/** Draws values by construction, and shrinks them within the same set. */
export interface Generator {
  draw(source: Source): Drawn
  /** Simpler values, the simplest first. */
  shrink(drawn: Drawn): Iterable<Drawn>
  /** The simplest value. */
  smallest(): Drawn
}

/** An integer from 0 up to, without, a limit. */
export function below(source: Source, limit: number): number {
  return limit <= 1 ? 0 : source.random.nextInt(0, limit - 1)
}

export function oneIn(source: Source, count: number): boolean {
  return below(source, count) === 0
}

/** Whether this draw goes to an edge. */
export function atEdge(source: Source): boolean {
  return source.bias !== undefined && oneIn(source, Math.max(4, source.bias))
}

export function isSpent(source: Source): boolean {
  return source.budget <= 0 || source.depth <= 0
}

/** Randomness that is the same each time: for values that must not depend on a seed. */
export function fixedSource(): Source {
  let state = 1
  const nextInt = (min: number, max: number) => {
    state = (state * 48_271) % 2_147_483_647
    return min + (state % (max - min + 1))
  }
  return { random: { nextInt }, bias: undefined, budget: 40, depth: 4 }
}
