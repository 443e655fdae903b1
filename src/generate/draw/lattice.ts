import { isMultiple } from '../evaluate-scalar.ts'
import type { NumberShape } from '../shapes/shape.ts'
import { commonMultiple, type Decimal, decimalOf, floorSteps, isExactMultiple, numberOf } from './decimal.ts'

/** The numbers of a shape as evenly spaced points. Index 0 is the simplest number. */
export interface Lattice {
  /** The least and the greatest index. */
  readonly from: number
  readonly to: number
  /** The accepted number at the index or nearby; undefined if none is near. */
  near(index: number): number | undefined
  readonly indexOf: (value: number) => number
}

const REACH = 2 ** 46
const SEARCHED = 80
/** The bound from which JavaScript prints a quotient with an exponent, which ajv then misreads. */
const GREATEST_QUOTIENT = 1e20

/** The lattice of a number shape. */
export function latticeOf(shape: NumberShape): Lattice {
  const step = stepOf(shape)
  const [low, high] = [stepsAbove(shape, step), stepsBelow(shape, step)]
  const origin = low > 0n ? low : high < 0n ? high : 0n
  const index = (steps: bigint) => Number(steps - origin)
  const [from, to] = [Math.max(-REACH, index(low)), Math.min(REACH, index(high))]
  const plain = step.digits === 1n && step.scale === 0
  const start = Number(origin)
  const at = (position: number) =>
    plain && Number.isSafeInteger(start)
      ? start + position
      : numberOf({ digits: (origin + BigInt(position)) * step.digits, scale: step.scale })
  const excluded = new Set(shape.excluded)
  const near = (position: number) =>
    nearest(
      { from, to, at },
      position,
      (value) => isIn(shape, value) && !excluded.has(value) && agreesWithJudges(shape, value),
    ) ?? nearest({ from, to, at }, position, (value) => isIn(shape, value) && !excluded.has(value))
  return { from, to, near, indexOf: (value) => index(floorSteps(value, step)) }
}

/** The least common multiple of all `multipleOf`. Without `multipleOf`, a short fraction that is fine enough for the bounds. */
function stepOf(shape: NumberShape): Decimal {
  const [first, ...others] = shape.multiples.map((multiple) => decimalOf(multiple))
  if (first !== undefined) return others.reduce((step, other) => commonMultiple(step, other), first)
  const span = shape.max - shape.min
  const coarse = decimalOf(span >= 10 ? 0.01 : 10 ** Math.floor(Math.log10(span > 0 ? span : 1) - 3))
  const halves = shape.nonMultiples.map((multiple) => halved(decimalOf(multiple)))
  return halves.reduce((step, half) => (numberOf(half) < numberOf(step) ? half : step), coarse)
}

function halved({ digits, scale }: Decimal): Decimal {
  return { digits: digits * 5n, scale: scale + 1 }
}

function stepsAbove(shape: NumberShape, step: Decimal): bigint {
  if (shape.min === -Infinity) return -BigInt(REACH)
  const steps = floorSteps(shape.min, step)
  const onBound = numberOf({ digits: steps * step.digits, scale: step.scale }) === shape.min
  return onBound && !shape.aboveMin ? steps : steps + 1n
}

function stepsBelow(shape: NumberShape, step: Decimal): bigint {
  if (shape.max === Infinity) return shape.min > 0 ? stepsAbove(shape, step) + BigInt(REACH) : BigInt(REACH)
  const steps = floorSteps(shape.max, step)
  const onBound = numberOf({ digits: steps * step.digits, scale: step.scale }) === shape.max
  return onBound && shape.belowMax ? steps - 1n : steps
}

interface Span {
  readonly from: number
  readonly to: number
  readonly at: (index: number) => number
}

function nearest({ from, to, at }: Span, index: number, test: (value: number) => boolean): number | undefined {
  for (let distance = 0; distance <= SEARCHED; distance += 1) {
    for (const position of distance === 0 ? [index] : [index - distance, index + distance]) {
      if (position < from || position > to) continue
      const value = at(position)
      if (test(value)) return value
    }
  }
  return undefined
}

function isIn(shape: NumberShape, value: number): boolean {
  return (
    Number.isFinite(value) &&
    (shape.aboveMin ? value > shape.min : value >= shape.min) &&
    (shape.belowMax ? value < shape.max : value <= shape.max) &&
    shape.multiples.every(
      (multiple) => isMultiple(value, multiple) && Math.abs(value / multiple) < GREATEST_QUOTIENT,
    ) &&
    !shape.nonMultiples.some((multiple) => isMultiple(value, multiple))
  )
}

const TOLERANCE = 1e-7

/** True if a judge that computes a remainder agrees: remainders are near 0 or clearly not. */
function agreesWithJudges(shape: NumberShape, value: number): boolean {
  const remainderIsNothing = (multiple: number) => {
    const remainder = value % multiple
    return Math.abs(remainder) < TOLERANCE || Math.abs(multiple - remainder) < TOLERANCE
  }
  const isOff = (multiple: number) => {
    const remainder = Math.abs(value % multiple)
    return remainder > TOLERANCE * 2 && multiple - remainder > TOLERANCE * 2
  }
  return shape.multiples.every(remainderIsNothing) && shape.nonMultiples.every(isOff)
}

/** True if every multiple of the step is excluded. */
export function multiplesAreExcluded(shape: NumberShape): boolean {
  if (shape.multiples.length === 0) return false
  const step = stepOf(shape)
  return shape.nonMultiples.some((multiple) => isExactMultiple(step, decimalOf(multiple)))
}
