import type { Formula } from '../formula.ts'
import type { Engine } from '../shapes/engine.ts'
import { contradiction, mergeShapes } from '../shapes/merge-shapes.ts'
import type { ObjectShape, Shape, WitnessRule } from '../shapes/shape.ts'
import { listTexts } from '../draw/list-texts.ts'
import {
  type FreshKind,
  freshKinds,
  isNameAllowed,
  kindPasses,
  passes,
  propertyFormula,
  singledOut,
} from './property-names.ts'

/** The least content of an object: named properties, and fresh properties. */
export interface ObjectLayout {
  readonly required: ReadonlyMap<string, Formula>
  readonly fresh: readonly FreshKind[]
}

/** The reason why no object of a shape exists, and the property at fault. */
export interface Obstacle {
  readonly reason: string
  readonly property?: string
  readonly formula?: Formula
}

const kindsKnown = new WeakMap<ObjectShape, FreshKind[]>()

/** The kinds of fresh properties of a shape, cached. */
export function freshKindsOf(engine: Engine, shape: ObjectShape): FreshKind[] {
  const known = kindsKnown.get(shape) ?? freshKinds(engine, shape)
  kindsKnown.set(shape, known)
  return known
}

/** The least content of an object with values below a height, or the obstacle. */
export function layoutObject(engine: Engine, shape: ObjectShape, height: number): ObjectLayout | Obstacle {
  const required = new Map<string, Formula>()
  for (const name of withBrought(shape, shape.required)) {
    if (!isNameAllowed(engine, shape, name))
      return { reason: `the required property ${JSON.stringify(name)} is not allowed` }
    const formula = propertyFormula(engine, shape, name)
    if (!engine.isWithin(formula, height - 1))
      return { reason: `no value fits the required property ${JSON.stringify(name)}`, property: name, formula }
    required.set(name, formula)
  }
  const fresh: FreshKind[] = []
  for (const witness of shape.witnesses) {
    const found = place(engine, { shape, witness, required, height })
    if (found === undefined) return { reason: 'no property can be there that breaks the rule for properties' }
    if ('name' in found) required.set(found.name, found.formula)
    else fresh.push(found)
  }
  return roomFor(engine, { shape, height }, { required, fresh })
}

/** The names and all names that these require. */
export function withBrought(shape: ObjectShape, names: Iterable<string>): Set<string> {
  const found = new Set(names)
  if (shape.brings.length === 0) return found
  for (const name of found)
    for (const [bringing, brought] of shape.brings) if (bringing === name) for (const each of brought) found.add(each)
  return found
}

interface Placing {
  readonly shape: ObjectShape
  readonly witness: WitnessRule
  readonly required: ReadonlyMap<string, Formula>
  readonly height: number
}

/** The place of a witness: a required property, a fresh property, or another named property. */
function place(engine: Engine, placing: Placing): { name: string; formula: Formula } | FreshKind | undefined {
  const { shape, witness, required, height } = placing
  const named = (name: string) => {
    if (!passes(witness.names, name) || !isNameAllowed(engine, shape, name) || !engine.evaluate(witness.naming, name))
      return undefined
    const formula = engine.formulas.all([required.get(name) ?? propertyFormula(engine, shape, name), witness.formula])
    return engine.isWithin(formula, height - 1) ? { name, formula } : undefined
  }
  return (
    firstOf(required.keys(), named) ??
    firstOf(freshKindsOf(engine, shape), (kind) => freshWitness(engine, kind, placing)) ??
    firstOf(singledOut(shape), named)
  )
}

function firstOf<T, U>(items: Iterable<T>, find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function freshWitness(engine: Engine, kind: FreshKind, { witness, height }: Placing): FreshKind | undefined {
  if (!kindPasses(witness.names, kind)) return undefined
  const formula = engine.formulas.all([kind.formula, witness.formula])
  if (!engine.isWithin(formula, height - 1)) return undefined
  const naming = witness.naming === engine.formulas.always ? undefined : engine.shapes(witness.naming, 'string')
  const names =
    naming === undefined
      ? kind.names
      : kind.names.flatMap((name) => namesIn(engine, name, { naming, formula: witness.naming }))
  return names.length === 0 ? undefined : { names, formula }
}

function namesIn(
  engine: Engine,
  name: Shape,
  { naming, formula }: { naming: readonly Shape[]; formula: Formula },
): Shape[] {
  if (name.kind === 'choice') {
    const values = name.values.filter((value) => engine.evaluate(formula, value))
    return values.length === 0 ? [] : [{ ...name, values }]
  }
  // The rule of readable names is optional, and yields to the demands of the witness.
  const open = name.kind === 'text' ? { ...name, rules: name.rules.filter((rule) => rule.kind !== 'whole') } : name
  return naming.flatMap((each) => {
    if (each.kind === 'choice') {
      const values = each.values.filter((value) => !open.excluded.includes(value))
      return values.length === 0 || (open.kind === 'text' && open.rules.length > 0) ? [] : [{ ...each, values }]
    }
    const merged = mergeShapes(open, each)
    return contradiction(merged) === undefined && engine.isPossible(merged) ? [merged] : []
  })
}

interface Bounded {
  readonly shape: ObjectShape
  readonly height: number
}

function roomFor(engine: Engine, { shape, height }: Bounded, layout: ObjectLayout): ObjectLayout | Obstacle {
  const held = layout.required.size + layout.fresh.length
  if (held > shape.maxProperties)
    return { reason: `${held} properties must be there, and at most ${shape.maxProperties} may` }
  let missing = shape.minProperties - held
  if (missing <= 0) return layout
  for (const name of singledOut(shape)) {
    if (layout.required.has(name) || !isNameAllowed(engine, shape, name)) continue
    if (engine.isWithin(propertyFormula(engine, shape, name), height - 1)) missing -= 1
  }
  for (const kind of freshKindsOf(engine, shape)) {
    if (missing > 0 && engine.isWithin(kind.formula, height - 1)) missing -= capacity(kind, missing)
  }
  return missing <= 0
    ? layout
    : { reason: `at least ${shape.minProperties} properties are asked for, and ${missing} too few can be there` }
}

/** The number of names of a kind, counted up to `wanted` + 1. */
function capacity(kind: FreshKind, wanted: number): number {
  const counts = kind.names.map((shape) => {
    if (shape.kind === 'choice') return shape.values.length
    return shape.kind === 'text' ? (listTexts(shape, wanted + 1)?.length ?? wanted) : 0
  })
  return counts.reduce((sum, count) => sum + count, 0)
}

/** True for an obstacle, false for a layout. */
export function isObstacle(found: object): found is Obstacle {
  return 'reason' in found
}
