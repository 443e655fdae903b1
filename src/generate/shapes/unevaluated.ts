import type { Formula, SchemaFormula } from '../formula.ts'
import type { TypeName } from '../json.ts'
import { schemaAt } from '../keywords.ts'
import type { Engine } from './engine.ts'
import { inPlaceFormulas } from './in-place.ts'
import { mergeShapes } from './merge-shapes.ts'
import { someItem } from './refute-keywords.ts'
import { objectShape, type Shape, unevaluated } from './shape.ts'

/**
 * The shape with a schema's `unevaluatedProperties` and `unevaluatedItems` applied. A shape knows the evaluated parts, so both act
 * like `additionalProperties` and `items`.
 */
export function withUnevaluated(engine: Engine, formula: SchemaFormula, shape: Shape): Shape {
  const { formulas } = engine
  if (shape.kind === 'object') {
    const rest = schemaAt(formulas, formula, 'unevaluatedProperties')
    if (rest === undefined) return shape
    const rule = { names: leftNames(shape), formula: rest }
    const rules = shape.evaluated.everyName ? shape.rules : [...shape.rules, rule]
    return { ...shape, rules, evaluated: { ...shape.evaluated, everyName: true } }
  }
  if (shape.kind !== 'array') return shape
  const rest = schemaAt(formulas, formula, 'unevaluatedItems')
  if (rest === undefined) return shape
  const { items, itemsLike } = shape.evaluated
  const rule = { from: items, to: Infinity, formula: formulas.any([...itemsLike, rest]) }
  const rules = items === Infinity ? shape.rules : [...shape.rules, rule]
  return { ...shape, rules, evaluated: { ...shape.evaluated, items: Infinity } }
}

function leftNames({ evaluated }: Shape): { kind: 'others'; names: ReadonlySet<string>; patterns: readonly string[] } {
  return { kind: 'others', names: evaluated.names, patterns: evaluated.patterns }
}

/** The values of a type with an unevaluated part that breaks the keyword. */
export function refuteUnevaluated(engine: Engine, formula: SchemaFormula, type: TypeName): Shape[] {
  const keyword = type === 'object' ? 'unevaluatedProperties' : type === 'array' ? 'unevaluatedItems' : undefined
  const rest = keyword && schemaAt(engine.formulas, formula, keyword)
  if (keyword === undefined || rest === undefined) return []
  // Some judges count every item as evaluated if a schema has `contains`. No value breaks the keyword for all judges.
  if (type === 'array' && hasContains(engine, formula)) return []
  const others = engine.formulas.changed(formula, { [keyword]: undefined })
  return engine.decided(others, type).flatMap((shape) => {
    const broken = brokenRest(engine, shape, rest)
    return broken === undefined ? [] : [mergeShapes(unevaluated(shape), broken)]
  })
}

function brokenRest({ formulas }: Engine, shape: Shape, rest: Formula): Shape | undefined {
  const { evaluated } = shape
  if (shape.kind === 'object') {
    if (evaluated.everyName) return undefined
    return objectShape({
      witnesses: [{ names: leftNames(shape), formula: formulas.not(rest), naming: formulas.always }],
    })
  }
  if (shape.kind !== 'array' || evaluated.items === Infinity) return undefined
  return someItem(
    formulas.all([formulas.not(rest), ...evaluated.itemsLike.map((like) => formulas.not(like))]),
    evaluated.items,
  )
}

/** True if a schema or an in-place subschema has `contains`. */
function hasContains({ formulas }: Engine, formula: SchemaFormula): boolean {
  const seen = new Set<Formula>([formula])
  for (const part of seen) {
    if (part.kind === 'not') seen.add(part.part)
    if (part.kind === 'all' || part.kind === 'any' || part.kind === 'one') for (const each of part.parts) seen.add(each)
    if (part.kind !== 'schema') continue
    if (Object.hasOwn(part.place.schema, 'contains')) return true
    for (const each of inPlaceFormulas(formulas, part, { type: 'array', cautious: false })) seen.add(each)
  }
  return false
}
