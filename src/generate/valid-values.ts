import type { Arbitrary } from 'fast-check'
import { checkSupported } from './check-supported.ts'
import { createEngine, type ValidOptions } from './create-engine.ts'
import { explainFailure } from './explain.ts'
import { arbitraryOf } from './draw/schema-arbitrary.ts'
import { createGenerators } from './draw/union-generator.ts'

/**
 * Values that satisfy a JSON Schema of 2020-12, drawn by construction; `format` is asserted.
 * @throws UnsatisfiableSchema if no value exists, and UnsupportedSchema for unsupported features; both at the call.
 */
export function validValues(schema: unknown, options: ValidOptions = {}): Arbitrary<unknown> {
  const engine = createEngine(schema, options)
  checkSupported(engine)
  return explainFailure(engine, engine.formulas.root, () => {
    const generator = createGenerators(engine).ofFormula(engine.formulas.root)
    // A draw at the call reveals failures that only drawing shows, such as exhausted names.
    generator?.smallest()
    return generator && arbitraryOf(generator, (value) => engine.evaluate(engine.formulas.root, value))
  })
}
