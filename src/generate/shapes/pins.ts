import type { Formula } from '../formula.ts'
import { canonical, TYPE_NAMES } from '../json.ts'
import type { Engine } from './engine.ts'
import type { ObjectShape, Shape } from './shape.ts'

/** True if two object shapes are disjoint by a discriminator: a required property with disjoint lists of values. */
export function arePinnedApart(engine: Engine, a: Shape, b: Shape): boolean {
  if (a.kind !== 'object' || b.kind !== 'object') return false
  return clashes(engine, a, b) || clashes(engine, b, a)
}

function clashes(engine: Engine, requiring: ObjectShape, other: ObjectShape): boolean {
  for (const name of requiring.required) {
    const left = pinned(engine, requiring, name)
    const right = left && pinned(engine, other, name)
    if (left !== undefined && right !== undefined && ![...left].some((value) => right.has(value))) return true
  }
  return false
}

const known = new WeakMap<ObjectShape, Map<string, ReadonlySet<string> | undefined>>()

/** The listed values of a property in a shape; undefined if unlisted. */
function pinned(engine: Engine, shape: ObjectShape, name: string): ReadonlySet<string> | undefined {
  const pins = known.get(shape) ?? new Map<string, ReadonlySet<string> | undefined>()
  known.set(shape, pins)
  if (!pins.has(name)) pins.set(name, listed(engine, shape, name))
  return pins.get(name)
}

function listed(engine: Engine, shape: ObjectShape, name: string): ReadonlySet<string> | undefined {
  const lists = shape.rules.flatMap(({ names, formula }) =>
    names.kind === 'name' && names.name === name ? [valuesOf(engine, formula)] : [],
  )
  return lists.find((list) => list !== undefined)
}

const values = new WeakMap<Formula, { readonly list: ReadonlySet<string> | undefined }>()

function valuesOf(engine: Engine, formula: Formula): ReadonlySet<string> | undefined {
  const found = values.get(formula) ?? { list: listValues(engine, formula) }
  values.set(formula, found)
  return found.list
}

/** The values that a schema lists directly. Other formulas would be slow and could recurse. */
function listValues(engine: Engine, formula: Formula): ReadonlySet<string> | undefined {
  if (formula.kind !== 'schema') return undefined
  const { schema } = formula.place
  if (!Object.hasOwn(schema, 'enum') && !Object.hasOwn(schema, 'const')) return undefined
  const shapes = TYPE_NAMES.flatMap((type) => engine.shapes(formula, type))
  return new Set(
    shapes.flatMap((shape) => (shape.kind === 'choice' ? shape.values.map((value) => canonical(value)) : [])),
  )
}
