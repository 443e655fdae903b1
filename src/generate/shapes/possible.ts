import { choiceGenerator, numberGeneratorOf, textGeneratorOf } from '../draw/scalar-generator.ts'
import type { Formula } from '../formula.ts'
import { TYPE_NAMES } from '../json.ts'
import { shortestLayout } from '../layout/array-layout.ts'
import { isObstacle, layoutObject } from '../layout/object-layout.ts'
import type { Engine } from './engine.ts'
import type { Normaliser } from './normalise.ts'
import { SelfReference } from './self-reference.ts'
import type { Shape } from './shape.ts'

/** The greatest height of values. */
export const MAX_HEIGHT = 48

/** Cached decisions about satisfiability. */
export interface Possibility {
  isPossible(shape: Shape): boolean
  isWithin(formula: Formula, height: number): boolean
  /** The least height of a value of the shape; infinite for an empty shape. */
  heightOf(shape: Shape): number
}

interface Known {
  /** The least height that is known to suffice, and the greatest height that is known to fail. */
  does: number
  fails: number
}

/** The decisions about satisfiability for an engine. */
export function createPossibility(engine: Engine, normaliser: Normaliser): Possibility {
  const formulas = new Map<number, Known>()
  const shapes = new WeakMap<Shape, Known>()
  // `cut` is true if the height limited an answer. `trusted` counts assumed answers.
  let cut = false
  let trusted = 0

  const remembered = (known: Known, height: number, find: () => boolean): boolean => {
    if (height >= known.does) return true
    if (height <= known.fails) return false
    const [cutBefore, trustedBefore] = [cut, trusted]
    cut = false
    const found = find()
    if (found && trusted === trustedBefore) known.does = height
    if (!found) known.fails = cut ? height : Infinity
    cut ||= cutBefore
    return found
  }

  const isWithin = (formula: Formula, height: number): boolean => {
    if (height < 0) {
      cut = true
      return false
    }
    const known = formulas.get(formula.id) ?? { does: Infinity, fails: -1 }
    formulas.set(formula.id, known)
    return remembered(known, height, () => TYPE_NAMES.some((type) => hasShapeWithin(formula, { type, height })))
  }

  const hasShapeWithin = (
    formula: Formula,
    { type, height }: { type: (typeof TYPE_NAMES)[number]; height: number },
  ): boolean => {
    const found = normaliser.isBusy(formula, type) ? undefined : outsideOf(() => engine.shapes(formula, type))
    if (found !== undefined) return found.some((shape) => fits(shape, height))
    // A formula under computation counts as possible. The draw checks again.
    trusted += 1
    return true
  }

  const fits = (shape: Shape, height: number): boolean => {
    const known = shapes.get(shape) ?? { does: Infinity, fails: -1 }
    shapes.set(shape, known)
    return remembered(known, height, () => look(engine, shape, height))
  }

  return {
    isPossible: (shape) => fits(shape, MAX_HEIGHT),
    isWithin,
    heightOf: (shape) => {
      for (let height = 0; height <= MAX_HEIGHT; height += 1) if (fits(shape, height)) return height
      return Infinity
    },
  }
}

/** The shapes of a part of a value; undefined where the part leads back to a formula under computation, by a reference for instance. */
function outsideOf(find: () => readonly Shape[]): readonly Shape[] | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof SelfReference && error.isOuter()) return undefined
    throw error
  }
}

function look(engine: Engine, shape: Shape, height: number): boolean {
  switch (shape.kind) {
    case 'choice':
      return choiceGenerator(shape) !== undefined
    case 'number':
      return numberGeneratorOf(shape) !== undefined
    case 'text':
      return textGeneratorOf(shape) !== undefined
    case 'array':
      return shortestLayout(engine, shape, height) !== undefined
    case 'object':
      return !isObstacle(layoutObject(engine, shape, height))
  }
}
