/** The part of fast-check's Random that generators use. */
export interface Random {
  nextInt(min: number, max: number): number
}

/** The randomness of a draw, and the remaining size. */
export interface DrawSource {
  readonly random: Random
  /** One draw in `bias` goes to an edge, as in fast-check; undefined for no edges. */
  readonly bias: number | undefined
  /** The number of values to draw before optional parts are left out. */
  budget: number
  /** The number of nested containers to open before optional parts are left out. */
  depth: number
}

/** The number of values drawn, and of values discarded for another try. The bench reports the ratio. */
export const drawCounts = { drawn: 0, thrownAway: 0 }

/** A drawn value with the generator and the choices, for shrinking. */
export interface Drawn {
  readonly value: unknown
  readonly by: Generator
  readonly parts?: unknown
}

/** Draws values by construction, and shrinks values within the same set. */
export interface Generator {
  draw(source: DrawSource): Drawn
  /** Simpler values, the simplest first. */
  shrink(drawn: Drawn): Iterable<Drawn>
  /** The simplest value. */
  smallest(): Drawn
}

/** An integer from 0 to limit - 1; 0 for a limit below 2. */
export function below(source: DrawSource, limit: number): number {
  return limit <= 1 ? 0 : source.random.nextInt(0, limit - 1)
}

/** True with a probability of 1 / count. */
export function oneIn(source: DrawSource, count: number): boolean {
  return below(source, count) === 0
}

/** True if this draw goes to an edge. */
export function atEdge(source: DrawSource): boolean {
  return source.bias !== undefined && oneIn(source, Math.max(4, source.bias))
}

/** True if optional parts should be left out. */
export function isSpent(source: DrawSource): boolean {
  return source.budget <= 0 || source.depth <= 0
}

/** A deterministic source, for values that must not depend on a seed. */
export function fixedSource(): DrawSource {
  let state = 1
  const nextInt = (min: number, max: number) => {
    state = (state * 48_271) % 2_147_483_647
    return min + (state % (max - min + 1))
  }
  return { random: { nextInt }, bias: undefined, budget: 40, depth: 4 }
}
