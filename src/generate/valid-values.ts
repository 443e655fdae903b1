import type { Arbitrary } from 'fast-check'
import { checkSupported } from './check-supported.ts'
import { createEngine, type EngineOptions } from './create-engine.ts'
import { explainFailure } from './explain.ts'
import { arbitraryOf } from './draw/schema-arbitrary.ts'
import { createGenerators } from './draw/union-generator.ts'

/** What `validValues` takes beside the schema. */
export interface ValidOptions extends EngineOptions {
  /** Objects keep to properties that a schema declares; default false. */
  readonly declaredOnly?: boolean
}

/**
 * Values that satisfy a JSON Schema of 2020-12, drawn by construction; `format` is asserted.
 * Throws UnsatisfiableSchema where there is none, and UnsupportedSchema for what cannot be constructed; both at the call.
 */
export function validValues(schema: unknown, options: ValidOptions = {}): Arbitrary<unknown> {
  const engine = createEngine(schema, options)
  checkSupported(engine)
  return explainFailure(engine, engine.formulas.root, () => {
    const generator = createGenerators(engine).ofFormula(engine.formulas.root)
    // One draw at the call shows what only drawing can: names that run out, items that cannot differ.
    generator?.smallest()
    return generator && arbitraryOf(generator, (value) => engine.evaluate(engine.formulas.root, value))
  })
}
