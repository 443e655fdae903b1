import { checkSupported } from './check-supported.ts'
import { createEngine, type SchemaOptions } from './create-engine.ts'
import type { Generators } from './draw/generators.ts'
import { createGenerators } from './draw/union-generator.ts'
import { UnsatisfiableSchema, UnsupportedSchema } from './errors.ts'
import { explainFailure } from './explain.ts'
import type { Formula } from './formula.ts'
import { copyOf } from './json.ts'
import { type Boundary, boundariesOf } from './sites/boundaries-of.ts'

export interface BoundaryValue {
  /** What is at its edge, and where: `minLength 3 minus one at /name`. */
  readonly name: string
  readonly value: unknown
  /** Whether the value satisfies the schema: beyond an edge it does not. */
  readonly valid: boolean
}

/**
 * Values at the edges of a schema and one step beyond, in the order of depth, the same each time: least and greatest, each listed
 * value, each branch, each optional property there and not there. Edges that nothing can reach are left out.
 * Throws UnsatisfiableSchema and UnsupportedSchema at the call, as `validValues` does.
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
    const found = firstValue(generators, boundary)
    if (found !== undefined)
      yield { name: boundary.name, value: found.value, valid: engine.evaluate(engine.formulas.root, found.value) }
  }
}

function firstValue(generators: Generators, { attempts }: Boundary): { value: unknown } | undefined {
  for (const attempt of attempts) {
    const found = smallestOf(generators, attempt())
    if (found !== undefined) return found
  }
  return undefined
}

function smallestOf(generators: Generators, formula: Formula): { value: unknown } | undefined {
  const { engine } = generators
  try {
    const drawn = explainFailure(engine, formula, () => generators.ofFormula(formula)?.smallest())
    return { value: copyOf(drawn.value) }
  } catch (error) {
    if (error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema) return undefined
    throw error
  }
}
