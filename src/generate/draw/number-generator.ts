import type { NumberShape } from '../shapes/shape.ts'
import { atEdge, below, type Drawn, type Generator, type DrawSource } from './generator.ts'
import { type Lattice, latticeOf, multiplesAreExcluded } from './lattice.ts'

/** The distances from the simplest number to draw within. Each is equally likely. */
const REACHES = [4, 100, 10_000, 2 ** 31, 2 ** 46]

/** The generator of a number shape; undefined if the shape is empty. */
export function numberGenerator(shape: NumberShape): Generator | undefined {
  const lattice = latticeOf(shape)
  const simplest = multiplesAreExcluded(shape)
    ? undefined
    : (firstNear(lattice, [0, lattice.from, lattice.to]) ?? between(shape))
  if (simplest === undefined) return undefined
  const fractions = shape.multiples.some((multiple) => !Number.isInteger(multiple))
  const reaches = fractions || shape.multiples.length === 0 ? REACHES.slice(0, 4) : REACHES
  const generator: Generator = {
    draw: (source) => ({ value: drawNumber(lattice, reaches, source) ?? simplest, by: generator }),
    smallest: () => ({ value: simplest, by: generator }),
    shrink: (drawn) => shrinkNumber(lattice, generator, drawn),
  }
  return generator
}

function firstNear(lattice: Lattice, indices: readonly number[]): number | undefined {
  if (lattice.from > lattice.to) return undefined
  for (const index of indices) {
    const number = lattice.near(index)
    if (number !== undefined) return number
  }
  return undefined
}

/** A number between bounds too close for a short fraction. */
function between(shape: NumberShape): number | undefined {
  if (shape.multiples.length > 0) return undefined
  const candidates = [shape.min, (shape.min + shape.max) / 2, shape.max]
  return candidates.find(
    (value) =>
      Number.isFinite(value) &&
      (shape.aboveMin ? value > shape.min : value >= shape.min) &&
      (shape.belowMax ? value < shape.max : value <= shape.max) &&
      !shape.excluded.includes(value) &&
      !shape.nonMultiples.some((multiple) => Number.isInteger(value / multiple)),
  )
}

function drawNumber(lattice: Lattice, reaches: readonly number[], source: DrawSource): number | undefined {
  const { from, to } = lattice
  if (from > to) return undefined
  if (atEdge(source)) return lattice.near([from, to, Math.max(from, Math.min(to, 0))][below(source, 3)] ?? 0)
  const reach = reaches[below(source, reaches.length)] ?? 100
  return lattice.near(source.random.nextInt(Math.max(from, -reach), Math.min(to, reach)))
}

function* shrinkNumber(lattice: Lattice, generator: Generator, drawn: Drawn): Iterable<Drawn> {
  const { value } = drawn
  if (typeof value !== 'number') return
  const index = lattice.indexOf(value)
  const seen = new Set<unknown>([value])
  for (let gap = index; gap !== 0; gap = Math.trunc(gap / 2)) {
    const simpler = lattice.near(index - gap)
    if (simpler === undefined || seen.has(simpler) || !isSimpler(lattice, simpler, value)) continue
    seen.add(simpler)
    yield { value: simpler, by: generator }
  }
}

function isSimpler(lattice: Lattice, candidate: number, value: number): boolean {
  const [a, b] = [Math.abs(lattice.indexOf(candidate)), Math.abs(lattice.indexOf(value))]
  return a < b || (a === b && candidate > value)
}

/** All numbers of a shape; undefined if more than `limit`. */
export function listNumbers(shape: NumberShape, limit: number): number[] | undefined {
  const lattice = latticeOf(shape)
  if (shape.multiples.length === 0 && shape.min !== shape.max) return undefined
  if (lattice.to - lattice.from > limit * 4) return undefined
  const numbers = new Set<number>()
  for (let index = lattice.from; index <= lattice.to; index += 1) {
    const value = lattice.near(index)
    if (value !== undefined) numbers.add(value)
  }
  return numbers.size > limit ? undefined : [...numbers]
}
