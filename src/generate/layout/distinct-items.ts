import type { Formula } from '../formula.ts'
import { canonical, objectOf, TYPE_NAMES } from '../json.ts'
import { numberGeneratorOf } from '../draw/scalar-generator.ts'
import { listNumbers } from '../draw/number-generator.ts'
import { listTexts } from '../draw/list-texts.ts'
import type { Engine } from '../shapes/engine.ts'
import type { ArrayShape, ObjectShape, Shape } from '../shapes/shape.ts'
import { type Slot, uniformFrom } from './slots.ts'
import { freshKindsOf } from './object-layout.ts'
import { isNameAllowed, propertyFormula, singledOut } from './property-names.ts'

/** All values of a formula; undefined if more than `limit` or not countable. */
export function fewValues(engine: Engine, formula: Formula, limit: number): unknown[] | undefined {
  return listValues(engine, formula, { limit, depth: 0 })
}

interface Listing {
  readonly limit: number
  readonly depth: number
}

const MAX_DEPTH = 2
const MAX_NAMES = 4

function listValues(engine: Engine, formula: Formula, listing: Listing): unknown[] | undefined {
  const { limit } = listing
  const found = new Map<string, unknown>()
  for (const type of TYPE_NAMES) {
    for (const shape of engine.shapes(formula, type)) {
      if (!engine.isPossible(shape)) continue
      const values = fewOfShape(engine, shape, listing)
      if (values === undefined) return undefined
      for (const value of values) if (engine.evaluate(formula, value)) found.set(canonical(value), value)
      if (found.size > limit) return undefined
    }
  }
  return [...found.values()]
}

function fewOfShape(engine: Engine, shape: Shape, listing: Listing): readonly unknown[] | undefined {
  const { limit } = listing
  switch (shape.kind) {
    case 'choice': {
      const excluded = new Set(shape.excluded.map((value) => canonical(value)))
      return shape.values.filter((value) => !excluded.has(canonical(value)))
    }
    case 'number':
      return numberGeneratorOf(shape) === undefined ? [] : listNumbers(shape, limit)
    case 'text':
      return listTexts(shape, limit)
    case 'array':
      return isAlwaysEmpty(engine, shape) ? [[]] : undefined
    case 'object':
      return fewObjects(engine, shape, listing)
  }
}

function isAlwaysEmpty(engine: Engine, shape: ArrayShape): boolean {
  if (shape.maxItems === 0) return true
  if (uniformFrom(shape) > 0 || shape.minItems > 0) return false
  return shape.rules.some(({ from, formula }) => from === 0 && !engine.isWithin(formula, 1))
}

/** All objects of a shape with few names and few values for each name; undefined for other shapes. */
function fewObjects(engine: Engine, shape: ObjectShape, { limit, depth }: Listing): unknown[] | undefined {
  if (shape.maxProperties === 0) return [objectOf([])]
  const names = [...singledOut(shape)].filter((name) => isNameAllowed(engine, shape, name))
  if (
    depth > MAX_DEPTH ||
    names.length > MAX_NAMES ||
    !freshKindsOf(engine, shape).every(({ formula }) => formula === engine.formulas.never)
  )
    return undefined
  let objects: (readonly (readonly [string, unknown])[])[] = [[]]
  for (const name of names) {
    const values = listValues(engine, propertyFormula(engine, shape, name), { limit, depth: depth + 1 })
    if (values === undefined || objects.length * (values.length + 1) > limit * 8) return undefined
    objects = objects.flatMap((entries) => [entries, ...values.map((value) => [...entries, [name, value] as const])])
  }
  return objects.map((entries) => objectOf(entries))
}

/** True if the slots can hold distinct values, by a bipartite matching of slots with few values. */
export function canBeDistinct(engine: Engine, slots: readonly Slot[]): boolean {
  if (slots.length < 2) return true
  const lists = new Map<Formula, string[] | undefined>()
  for (const { formula } of slots) {
    if (lists.has(formula)) continue
    lists.set(
      formula,
      fewValues(engine, formula, slots.length)?.map((value) => canonical(value)),
    )
  }
  const holders = new Map<string, number>()
  const settle = (slot: number, tried: Set<string>): boolean => {
    for (const value of lists.get(slots[slot]?.formula ?? engine.formulas.never) ?? []) {
      if (tried.has(value)) continue
      tried.add(value)
      const holder = holders.get(value)
      if (holder !== undefined && !settle(holder, tried)) continue
      holders.set(value, slot)
      return true
    }
    return false
  }
  return slots.every(({ formula }, index) => lists.get(formula) === undefined || settle(index, new Set()))
}
