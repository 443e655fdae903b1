import type { FullEngine } from './create-engine.ts'
import { UnsatisfiableSchema, UnsupportedSchema } from './errors.ts'
import type { Formula } from './formula.ts'
import { pointerToken, TYPE_NAMES } from './json.ts'
import { choicesAt } from './keywords.ts'
import { isObstacle, layoutObject } from './layout/object-layout.ts'
import { itemFormula } from './layout/slots.ts'
import { MAX_HEIGHT } from './shapes/possible.ts'
import type { Shape } from './shapes/shape.ts'
import { UnsupportedPattern } from './text/pattern.ts'

/**
 * The result of an attempt.
 * @throws UnsatisfiableSchema or UnsupportedSchema with place and reason if the attempt fails.
 */
export function explainFailure<T>(engine: FullEngine, formula: Formula, attempt: () => T | undefined): T {
  try {
    const result = attempt()
    if (result !== undefined) return result
  } catch (cause) {
    throw asSchemaError(engine, formula, cause)
  }
  if (engine.limits.reached) throw new UnsupportedSchema('', 'its parts can be put together in too many ways')
  throw unsatisfiable(engine, formula)
}

function asSchemaError(engine: FullEngine, formula: Formula, cause: unknown): unknown {
  if (cause instanceof UnsupportedPattern)
    return new UnsupportedSchema(unsupportedPath(engine, formula), cause.message, { cause })
  if (cause instanceof RangeError && !cause.message.includes('call stack'))
    return new UnsatisfiableSchema('', cause.message)
  return cause
}

/** The error for a formula that no value satisfies. */
function unsatisfiable(engine: FullEngine, formula: Formula): UnsatisfiableSchema {
  const { path, reason } = locate(engine, formula, { path: '', above: new Map() })
  return new UnsatisfiableSchema(path, reason)
}

interface Located {
  readonly path: string
  readonly reason: string
}

interface Where {
  readonly path: string
  /** The formulas on the path, with the place of each. */
  readonly above: ReadonlyMap<Formula, string>
}

function locate(engine: FullEngine, formula: Formula, { path, above }: Where): Located {
  const met = above.get(formula)
  if (met !== undefined) return { path: met, reason: 'it needs another of itself within, without end' }
  const where = { path, above: new Map([...above, [formula, path]]) }
  const shapes = TYPE_NAMES.flatMap((type) => engine.shapes(formula, type))
  const located = shapes.map((shape) => locateInShape(engine, shape, where))
  // The deepest obstacle is the most specific.
  const [deepest] = located.toSorted((a, b) => b.path.length - a.path.length)
  return deepest ?? { path: where.path, reason: reasonOf(formula) }
}

function reasonOf(formula: Formula): string {
  const parts = formula.kind === 'all' ? formula.parts : [formula]
  const lists = parts.some((part) => part.kind === 'schema' && choicesAt(part.place.schema) !== undefined)
  if (lists) return 'none of the listed values satisfies the rest'
  return parts.length === 0 || formula.kind === 'any'
    ? 'no value is allowed here'
    : 'its parts allow no value in common'
}

function locateInShape(engine: FullEngine, shape: Shape, where: Where): Located {
  if (shape.kind === 'object') {
    const layout = layoutObject(engine, shape, MAX_HEIGHT)
    if (!isObstacle(layout)) return { path: where.path, reason: 'no value is small enough' }
    if (layout.property === undefined || layout.formula === undefined)
      return { path: where.path, reason: layout.reason }
    return locate(engine, layout.formula, {
      path: `${where.path}/${pointerToken(layout.property)}`,
      above: where.above,
    })
  }
  if (shape.kind === 'array') {
    for (let index = 0; index < Math.min(shape.minItems, 20); index += 1) {
      const item = itemFormula(engine, shape, index)
      if (!engine.isWithin(item, MAX_HEIGHT))
        return locate(engine, item, { path: `${where.path}/${index}`, above: where.above })
    }
    return { path: where.path, reason: 'no array has the items, and as many of them, as are asked for' }
  }
  if (shape.kind === 'text')
    return { path: where.path, reason: 'no text has the length, the pattern and the format that are asked for' }
  return {
    path: where.path,
    reason:
      shape.kind === 'number'
        ? 'no number is within the bounds and a multiple as asked for'
        : 'no listed value is left',
  }
}

/** The place of the unsupported pattern, found by a second search. */
function unsupportedPath(engine: FullEngine, formula: Formula): string {
  const seen = new Set<Formula>()
  const search = (part: Formula, path: string): string | undefined => {
    if (seen.has(part)) return undefined
    seen.add(part)
    for (const type of TYPE_NAMES) {
      const found = attempted(
        () =>
          engine
            .shapes(part, type)
            .map((shape) => searchShape(shape, path))
            .find((each) => each !== undefined),
        path,
      )
      if (found !== undefined) return found
    }
    return undefined
  }
  const searchShape = (shape: Shape, path: string): string | undefined => {
    if (shape.kind === 'text') return attempted(() => void engine.isPossible(shape), path)
    if (shape.kind === 'array')
      return shape.rules
        .map(({ from, formula: item }) => search(item, `${path}/${from}`))
        .find((each) => each !== undefined)
    if (shape.kind !== 'object') return undefined
    return shape.rules
      .map(({ names, formula: value }) =>
        names.kind === 'name' ? search(value, `${path}/${pointerToken(names.name)}`) : search(value, path),
      )
      .find((each) => each !== undefined)
  }
  return search(formula, '') ?? ''
}

/** The result of a search; the path if the search meets the pattern. */
function attempted(find: () => string | undefined, path: string): string | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof UnsupportedPattern) return path
    throw error
  }
}
