import { checkSupported } from './check-supported.ts'
import { createEngine, type SchemaOptions } from './create-engine.ts'
import type { Generators } from './draw/generators.ts'
import { createGenerators } from './draw/union-generator.ts'
import { isSchemaError } from './errors.ts'
import { explainFailure } from './explain.ts'
import type { Formula } from './formula.ts'
import { copyOf } from './json.ts'
import { type Boundary, boundariesOf } from './sites/boundaries-of.ts'

/** A value at an edge of a schema, or one step beyond. */
export interface BoundaryValue {
  /** The edge and the place, such as `minLength 3 minus one at /name`. */
  readonly name: string
  /** The value at the edge, or one step beyond it. */
  readonly value: unknown
  /** True if the value satisfies the schema. A value beyond an edge breaks the schema. */
  readonly valid: boolean
}

/**
 * Values at the edges of a schema and one step beyond, by growing depth; always the same values. Edges are bounds, listed values,
 * branches, and presence of optional properties. Unreachable edges are left out.
 * @throws UnsatisfiableSchema and UnsupportedSchema at the call, as `validValues` does.
 */
export function boundaryValues(schema: unknown, options: SchemaOptions = {}): Iterable<BoundaryValue> {
  const engine = createEngine(schema, options)
  checkSupported(engine)
  const generators = createGenerators(engine)
  const { root } = engine.formulas
  const least = explainFailure(engine, root, () => generators.ofFormula(root)?.smallest())
  return valuesAtEdges(generators, least.value)
}

function* valuesAtEdges(generators: Generators, least: unknown): Iterable<BoundaryValue> {
  const { engine } = generators
  yield { name: 'the least value', value: copyOf(least), valid: true }
  for (const boundary of boundariesOf(engine)) {
    const drawn = firstValue(generators, boundary)
    if (drawn !== undefined)
      yield { name: boundary.name, value: drawn.value, valid: engine.evaluate(engine.formulas.root, drawn.value) }
  }
}

function firstValue(generators: Generators, { attempts }: Boundary): { value: unknown } | undefined {
  for (const attempt of attempts) {
    const drawn = smallestOf(generators, attempt())
    if (drawn !== undefined) return drawn
  }
  return undefined
}

function smallestOf(generators: Generators, formula: Formula): { value: unknown } | undefined {
  const { engine } = generators
  try {
    const drawn = explainFailure(engine, formula, () => generators.ofFormula(formula)?.smallest())
    return { value: copyOf(drawn.value) }
  } catch (error) {
    if (isSchemaError(error)) return undefined
    throw error
  }
}
