import type { Arbitrary } from 'fast-check'
import { checkSupported } from './check-supported.ts'
import { createEngine, type FullEngine, type SchemaOptions } from './create-engine.ts'
import { arbitraryOf } from './draw/schema-arbitrary.ts'
import type { Generators } from './draw/generators.ts'
import { createGenerators } from './draw/union-generator.ts'
import { isSchemaError, UnsatisfiableSchema } from './errors.ts'
import { explainFailure } from './explain.ts'
import type { Formula } from './formula.ts'
import { type SiteFormulas, sitesOf } from './sites/sites-of.ts'

interface SitePlace {
  /** JSON Pointer to the invalid part of the value. */
  readonly instancePath: string
  /** The broken keyword. */
  readonly keyword: string
  /** The missing property, for `required` and `dependentRequired`. */
  readonly property?: string
}

/** A place at which a value can be invalid: an arbitrary of such values, or the reason for their absence. */
export type InvalidSite = SitePlace & ({ readonly arbitrary: Arbitrary<unknown> } | { readonly unsatisfiable: string })

/**
 * Every place at which a value can break a schema in a single way, by growing depth; computed lazily. The values of an arbitrary,
 * and the shrinks, are invalid there and valid elsewhere.
 * @throws UnsupportedSchema at the call.
 */
export function invalidSites(schema: unknown, options: SchemaOptions = {}): Iterable<InvalidSite> {
  const engine = createEngine(schema, options)
  checkSupported(engine)
  return builtSites(createGenerators(engine))
}

function* builtSites(generators: Generators): Iterable<InvalidSite> {
  for (const site of sitesOf(generators.engine)) yield { ...site.place, ...built(generators, site) }
}

function built(
  generators: Generators,
  { attempts }: SiteFormulas,
): { arbitrary: Arbitrary<unknown> } | { unsatisfiable: string } {
  let reason = 'nothing breaks it'
  for (const attempt of attempts) {
    const formula = attempt()
    try {
      return { arbitrary: arbitraryFor(generators, formula) }
    } catch (error) {
      // A complement may need too many states. Only this site is then unsupported.
      if (!isSchemaError(error)) throw error
      reason = error.instancePath === '' ? error.reason : `${error.reason} (at ${error.instancePath})`
    }
  }
  return { unsatisfiable: reason }
}

function arbitraryFor(generators: Generators, formula: Formula): Arbitrary<unknown> {
  const { engine } = generators
  const generator = explainFailure(engine, formula, () => {
    const found = generators.ofFormula(formula)
    if (found !== undefined) checkInvalid(engine, found.smallest().value)
    return found
  })
  return arbitraryOf(generator, (value) => engine.evaluate(formula, value))
}

/** Rejects a value that satisfies the whole schema in another way. */
function checkInvalid(engine: FullEngine, value: unknown): void {
  if (engine.evaluate(engine.formulas.root, value))
    throw new UnsatisfiableSchema('', 'what breaks it is valid in another way')
}
