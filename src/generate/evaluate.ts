import { conditional, references } from './applied.ts'
import { evaluateArray } from './evaluate-array.ts'
import { evaluateObject } from './evaluate-object.ts'
import { evaluateScalar } from './evaluate-scalar.ts'
import type { FormatTable } from './formats/formats.ts'
import type { Formula, Formulas, SchemaFormula } from './formula.ts'
import { isObject, own } from './json.ts'
import type { Evaluate, Judge, Notes } from './judge.ts'
import { schemaAt, schemasAt } from './keywords.ts'

/** A validator of formulas, which checks drawn values and filters listed values. */
export function createEvaluate(formulas: Formulas, formats: FormatTable, tracking: boolean): Evaluate {
  const judge: Judge = { formulas, formats, tracking, evaluate: (...asked) => evaluate(judge, ...asked) }
  return judge.evaluate
}

function evaluate(judge: Judge, ...[formula, value, notes]: Parameters<Evaluate>): boolean {
  switch (formula.kind) {
    case 'all':
      return formula.parts.every((part) => judge.evaluate(part, value, notes))
    case 'any':
      return notes === undefined
        ? formula.parts.some((part) => judge.evaluate(part, value))
        : formula.parts.filter((part) => evaluateApart(judge, part, { value, notes })).length > 0
    case 'one':
      return evaluateOne(judge, formula.parts, { value, notes })
    case 'not':
      return !judge.evaluate(formula.part, value, judge.tracking ? freshNotes() : undefined)
    case 'schema':
      return evaluateSchema(judge, formula, { value, outer: notes })
  }
}

/** Evaluates a branch. Annotations of a failing branch do not count. */
function evaluateApart(judge: Judge, formula: Formula, { value, notes }: { value: unknown; notes: Notes }): boolean {
  const inner = freshNotes()
  const holds = judge.evaluate(formula, value, inner)
  if (holds) merge(notes, inner)
  return holds
}

interface Asked {
  readonly value: unknown
  readonly notes: Notes | undefined
}

function evaluateSchema(
  judge: Judge,
  formula: SchemaFormula,
  { value, outer }: { value: unknown; outer: Notes | undefined },
): boolean {
  const notes = judge.tracking ? freshNotes() : undefined
  const holds =
    evaluateScalar(formula.place.schema, value, judge.formats) &&
    (!isObject(value) || evaluateObject(judge, { formula, value, notes })) &&
    (!Array.isArray(value) || evaluateArray(judge, { formula, value, notes })) &&
    inPlaceParts(judge.formulas, formula, value).every((part) => judge.evaluate(part, value, notes)) &&
    evaluateRest(judge, formula, { value, notes })
  if (holds && outer !== undefined && notes !== undefined) merge(outer, notes)
  return holds
}

/** The subschemas that judge the same value. */
function inPlaceParts(formulas: Formulas, formula: SchemaFormula, value: unknown): Formula[] {
  const { schema } = formula.place
  const parts = [...schemasAt(formulas, formula, 'allOf'), ...references(formulas, formula)]
  if (Array.isArray(own(schema, 'anyOf'))) parts.push(formulas.any(schemasAt(formulas, formula, 'anyOf')))
  if (Array.isArray(own(schema, 'oneOf'))) parts.push(formulas.one(schemasAt(formulas, formula, 'oneOf')))
  const not = schemaAt(formulas, formula, 'not')
  if (not !== undefined) parts.push(formulas.not(not))
  const condition = conditional(formulas, formula, false)
  if (condition !== undefined) parts.push(condition)
  return isObject(value) ? [...parts, ...dependents(formulas, formula, value)] : parts
}

function dependents(formulas: Formulas, formula: SchemaFormula, value: object): Formula[] {
  const map = own(formula.place.schema, 'dependentSchemas')
  if (!isObject(map)) return []
  return Object.keys(map)
    .filter((key) => Object.hasOwn(value, key))
    .map((key) => formulas.inside(formula, own(map, key)))
}

function evaluateOne(judge: Judge, parts: readonly Formula[], { value, notes }: Asked): boolean {
  const holding = parts.filter((part) => judge.evaluate(part, value, notes && freshNotes()))
  const [only] = holding
  return only !== undefined && holding.length === 1 && (notes === undefined || judge.evaluate(only, value, notes))
}

/** Evaluates `unevaluatedProperties` and `unevaluatedItems`, after all other keywords. */
function evaluateRest(judge: Judge, formula: SchemaFormula, { value, notes }: Asked): boolean {
  if (notes === undefined) return true
  const forKeys = schemaAt(judge.formulas, formula, 'unevaluatedProperties')
  if (forKeys !== undefined && isObject(value)) {
    const left = Object.keys(value).filter((key) => !notes.keys.has(key))
    for (const key of left) notes.keys.add(key)
    if (!left.every((key) => judge.evaluate(forKeys, own(value, key)))) return false
  }
  const forItems = schemaAt(judge.formulas, formula, 'unevaluatedItems')
  if (forItems === undefined || !Array.isArray(value)) return true
  const left = [...value.keys()].filter((index) => !notes.items.has(index))
  for (const index of left) notes.items.add(index)
  return left.every((index) => judge.evaluate(forItems, value[index]))
}

function freshNotes(): Notes {
  return { keys: new Set(), items: new Set() }
}

function merge(into: Notes, from: Notes): void {
  for (const key of from.keys) into.keys.add(key)
  for (const item of from.items) into.items.add(item)
}
