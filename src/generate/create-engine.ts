import { openDocuments } from './documents.ts'
import { createEvaluate } from './evaluate.ts'
import { type CustomFormats, formatTable } from './formats/formats.ts'
import { createFormulas } from './formula.ts'
import { withoutInheritanceCycles } from './inheritance.ts'
import type { Engine } from './shapes/engine.ts'
import { createNormaliser, type Normaliser } from './shapes/normalise.ts'
import { createPossibility, type Possibility } from './shapes/possible.ts'

/** The options of all functions that take a schema. */
export interface SchemaOptions {
  /** Other documents that references may lead to, by URI. Neither the record nor a document may change afterwards. */
  readonly schemas?: Readonly<Record<string, unknown>>
  /** Additional formats. These override the formats of ajv-formats. */
  readonly formats?: CustomFormats
}

/** The options of `validValues`. */
export interface ValidOptions extends SchemaOptions {
  /** True if objects keep to declared properties; false by default. */
  readonly declaredOnly?: boolean
}

/** An engine with decisions about satisfiability. */
export type FullEngine = Engine & Possibility

/** The computed facts about a schema, shared by all generators of the schema. */
export function createEngine(schema: unknown, options: ValidOptions = {}): FullEngine {
  const documents = openDocuments(withoutInheritanceCycles(schema), options.schemas)
  const formats = formatTable(options.formats)
  const formulas = createFormulas(documents)
  const parts: { normaliser?: Normaliser; decider?: Normaliser; possibility?: Possibility } = {}
  const evaluate = createEvaluate(formulas, formats, documents.tracksEvaluation)
  const engine: FullEngine = {
    formulas,
    formats,
    evaluate,
    declaredOnly: options.declaredOnly ?? false,
    limits: { reached: false },
    shapes: (formula, type) => set(parts.normaliser).shapes(formula, type),
    refuted: (formula, type) => set(parts.normaliser).refuted(formula, type),
    decided: (formula, type) => set(parts.decider).shapes(formula, type),
    isPossible: (shape) => set(parts.possibility).isPossible(shape),
    isWithin: (formula, height) => set(parts.possibility).isWithin(formula, height),
    heightOf: (shape) => set(parts.possibility).heightOf(shape),
  }
  parts.normaliser = createNormaliser(engine, false)
  parts.decider = createNormaliser(engine, true)
  parts.possibility = createPossibility(engine, parts.normaliser)
  return engine
}

/** The parts refer to each other, so each is set after the engine exists. */
function set<T>(part: T | undefined): T {
  if (part === undefined) throw new TypeError('the engine was asked before it stood')
  return part
}
