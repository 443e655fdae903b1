import { expressionOf } from '../expressions.ts'
import { type ObjectLayout, freshKindsOf, withBrought } from '../layout/object-layout.ts'
import { type FreshKind, isNameAllowed, propertyFormula, singledOut } from '../layout/property-names.ts'
import { MAX_HEIGHT } from '../shapes/possible.ts'
import type { ObjectShape } from '../shapes/shape.ts'
import type { Drawn, Generator } from './generator.ts'
import type { Generators } from './generators.ts'

/** The parts of objects of a shape. */
export interface ObjectPlan {
  readonly shape: ObjectShape
  readonly required: ReadonlyMap<string, Generator>
  /** Kinds that each need a property. */
  readonly witnesses: readonly FreshPlan[]
  /** Optional properties, with the names that each requires. */
  readonly optional: ReadonlyMap<string, { readonly generator: Generator; readonly brings: ReadonlySet<string> }>
  readonly fresh: readonly FreshPlan[]
  readonly taken: ReadonlySet<string>
}

/** The generators of a kind of fresh property. */
export interface FreshPlan {
  readonly names: readonly Generator[]
  readonly values: Generator
  /** True if such a property may be added freely. With `declaredOnly`, unconstrained properties may not. */
  readonly free: boolean
}

/** A property of a drawn object. `kept` is true for a required property and for a witness. */
export interface Entry {
  readonly name: string
  readonly drawn: Drawn
  readonly kept: boolean
}

/** True if a schema evaluates the property. Other properties are merely allowed. */
export function isDeclared({ evaluated }: ObjectShape, name: string): boolean {
  return (
    evaluated.names.has(name) ||
    evaluated.patterns.some((source) => expressionOf(source).test(name)) ||
    evaluated.everyName
  )
}

/** The plan of an object shape from the least content. */
export function planObject(generators: Generators, shape: ObjectShape, layout: ObjectLayout): ObjectPlan {
  const required = new Map([...layout.required].map(([name, formula]) => [name, needed(generators.ofFormula(formula))]))
  return {
    shape,
    required,
    witnesses: layout.fresh.map((kind) => freshPlan(generators, kind)),
    optional: optionalOf(generators, shape, required),
    fresh: openKinds(generators, shape).map((kind) => freshPlan(generators, kind)),
    taken: singledOut(shape),
  }
}

function needed(generator: Generator | undefined): Generator {
  if (generator === undefined) throw new RangeError('a part of a value turned out to have no value')
  return generator
}

function freshPlan(generators: Generators, kind: FreshKind): FreshPlan {
  return {
    names: kind.names.map((shape) => needed(generators.ofShape(shape))),
    values: needed(generators.ofFormula(kind.formula)),
    free: !generators.engine.declaredOnly || kind.formula !== generators.engine.formulas.always,
  }
}

function openKinds({ engine }: Generators, shape: ObjectShape): FreshKind[] {
  const room = shape.maxProperties > shape.required.size
  return room ? freshKindsOf(engine, shape).filter(({ formula }) => engine.isWithin(formula, MAX_HEIGHT)) : []
}

function optionalOf(
  generators: Generators,
  shape: ObjectShape,
  required: ReadonlyMap<string, Generator>,
): ObjectPlan['optional'] {
  const { engine } = generators
  const canBe = (name: string) =>
    required.has(name) ||
    (isNameAllowed(engine, shape, name) && engine.isWithin(propertyFormula(engine, shape, name), MAX_HEIGHT))
  const wanted = [...singledOut(shape)].filter(
    (name) => !required.has(name) && (!engine.declaredOnly || isDeclared(shape, name)),
  )
  const optional = new Map<string, { generator: Generator; brings: ReadonlySet<string> }>()
  for (const name of wanted) {
    const brings = withBrought(shape, [name])
    if (![...brings].every((each) => canBe(each))) continue
    for (const each of brings) {
      if (required.has(each) || optional.has(each)) continue
      const generator = lazily(() => needed(generators.ofFormula(propertyFormula(engine, shape, each))))
      optional.set(each, { generator, brings: withBrought(shape, [each]) })
    }
  }
  return optional
}

/** A generator that is created on first use, so that recursion ends. */
function lazily(make: () => Generator): Generator {
  let created: Generator | undefined
  const get = () => (created ??= make())
  return {
    draw: (source) => get().draw(source),
    shrink: (drawn) => drawn.by.shrink(drawn),
    smallest: () => get().smallest(),
  }
}
