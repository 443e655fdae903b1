import type { Formula, SchemaFormula } from '../formula.ts'
import type { TypeName } from '../json.ts'
import type { Engine } from './engine.ts'
import { inPlaceFormulas, inPlaceRefutations, notExactlyOne } from './in-place.ts'
import { contradiction, mergeShapes } from './merge-shapes.ts'
import { ownShape } from './own-shape.ts'
import { refuteOwn } from './refute-keywords.ts'
import { arePinnedApart } from './pins.ts'
import { SelfReference } from './self-reference.ts'
import { EVERY, type Shape, unevaluated } from './shape.ts'
import { refuteUnevaluated, withUnevaluated } from './unevaluated.ts'

/** Turns formulas into shapes. With `decides`, `anyOf` is split by the exact set of branches that hold. */
export interface Normaliser {
  shapes(formula: Formula, type: TypeName): readonly Shape[]
  refuted(formula: Formula, type: TypeName): readonly Shape[]
  /** True while the shapes of a formula are being computed. */
  isBusy(formula: Formula, type: TypeName): boolean
}

const MAX_SHAPES = 600
/** The number of refutations kept for each shape. More refutations would differ in nothing a schema states. */
const MAX_REFUTATIONS = 3
/** The number of shapes from which one refutation suffices. More would multiply. */
const MANY_SHAPES = 6
const MAX_DECIDED = 4

/** The normaliser of an engine. */
export function createNormaliser(engine: Engine, decides: boolean): Normaliser {
  const state: State = {
    engine,
    decides,
    known: perType(() => new Map<number, readonly Shape[]>()),
    refutations: perType(() => new Map<number, readonly Shape[]>()),
    busy: perType(() => new Set<number>()),
  }
  return {
    shapes: (formula, type) => shapesOf(state, formula, type),
    refuted: (formula, type) => refutedBy(state, formula, type),
    isBusy: (formula, type) => state.busy[type].has(formula.id),
  }
}

interface State {
  readonly engine: Engine
  readonly decides: boolean
  readonly known: Record<TypeName, Map<number, readonly Shape[]>>
  readonly refutations: Record<TypeName, Map<number, readonly Shape[]>>
  /** The ids of the formulas being computed. */
  readonly busy: Record<TypeName, Set<number>>
}

function shapesOf(state: State, formula: Formula, type: TypeName): readonly Shape[] {
  const found = state.known[type].get(formula.id)
  if (found !== undefined) return found
  const busy = state.busy[type]
  if (busy.has(formula.id)) throw new SelfReference(() => busy.has(formula.id))
  busy.add(formula.id)
  try {
    const computed = compute(state, formula, type).filter((shape) => contradiction(shape) === undefined)
    const checked = computed.map((shape) => sieved(state.engine, formula, shape)).filter((shape) => shape !== undefined)
    state.known[type].set(formula.id, checked)
    return checked
  } finally {
    busy.delete(formula.id)
  }
}

function compute(state: State, formula: Formula, type: TypeName): readonly Shape[] {
  switch (formula.kind) {
    case 'all':
      return meetAll(state, { found: [EVERY[type]], type }, formula.parts)
    case 'any':
      if (state.decides) return decide(state, formula.parts, type)
      return formula.parts.flatMap((part) => shapesOf(state, part, type))
    case 'one':
      return exactlyOne(state, formula.parts, type)
    case 'not':
      return refutedBy(state, formula.part, type).map((shape) => unevaluated(shape))
    case 'schema':
      return shapesOfSchema(state, formula, type)
  }
}

function shapesOfSchema(state: State, formula: SchemaFormula, type: TypeName): readonly Shape[] {
  const { engine } = state
  const cautious = !state.decides
  const own = ownShape(engine, formula, { type, cautious })
  if (own === undefined) return []
  const inPlace = inPlaceFormulas(engine.formulas, formula, { type, cautious })
  return meetAll(state, { found: [own], type }, inPlace).map((shape) => withUnevaluated(engine, formula, shape))
}

/** Each branch without any of the others. */
function exactlyOne(state: State, parts: readonly Formula[], type: TypeName): readonly Shape[] {
  return parts.flatMap((part, index) =>
    parts.reduce<readonly Shape[]>(
      (found, other, at) => (at === index || found.length === 0 ? found : avoid(state, { found, type }, other)),
      shapesOf(state, part, type),
    ),
  )
}

/** Each set of branches that hold while the others fail; for many branches, each branch alone. */
function decide(state: State, parts: readonly Formula[], type: TypeName): Shape[] {
  const { formulas } = state.engine
  const few = parts.length <= MAX_DECIDED
  const subsets = few ? nonEmptySubsets(parts.length) : [...parts.keys()].map((index) => new Set([index]))
  return subsets.flatMap((subset) => {
    const decided = parts.map((part, index) => (subset.has(index) ? part : formulas.not(part)))
    return shapesOf(state, formulas.all(decided), type)
  })
}

interface Found {
  readonly found: readonly Shape[]
  readonly type: TypeName
}

function meetAll(state: State, { found, type }: Found, formulas: readonly Formula[]): readonly Shape[] {
  if (found.length === 0) return []
  const ordered = formulas.length < 3 ? formulas : narrowFirst(state, formulas, type)
  return ordered.reduce((shapes, formula) => meet(state, { found: shapes, type }, formula), found)
}

/** The formulas with fewest shapes first, which keeps products small. */
function narrowFirst(state: State, formulas: readonly Formula[], type: TypeName): readonly Formula[] {
  const ways = new Map<Formula, number>()
  for (const formula of formulas) {
    const count = formula.kind === 'not' ? Infinity : shapesOf(state, formula, type).length
    if (count === 0) return [formula]
    ways.set(formula, count)
  }
  return formulas.toSorted((a, b) => compare(ways.get(a), ways.get(b)))
}

function compare(a = 0, b = 0): number {
  return a === b ? 0 : a - b
}

function meet(state: State, { found, type }: Found, formula: Formula): readonly Shape[] {
  if (found.length === 0) return []
  if (formula.kind === 'not') return avoid(state, { found, type }, formula.part)
  return product(state.engine, found, shapesOf(state, formula, type))
}

/** The shapes without the values of a formula. A disjoint shape stays; other shapes are cut by some refutations. */
function avoid(state: State, { found, type }: Found, formula: Formula): readonly Shape[] {
  const { engine } = state
  const wanted = found.length > MANY_SHAPES ? 1 : MAX_REFUTATIONS
  return found.flatMap((shape) => {
    // The whole formula filters listed values at the end, unless nothing of the type breaks this formula.
    if (shape.kind === 'choice') return refutedBy(state, formula, type).length === 0 ? [] : [shape]
    const isApart = !shapesOf(state, formula, type).some((other) => overlap(engine, shape, other))
    return isApart ? [shape] : someOf(engine, { shape, broken: refutedBy(state, formula, type), wanted })
  })
}

function refutedBy(state: State, formula: Formula, type: TypeName): readonly Shape[] {
  const found = state.refutations[type].get(formula.id)
  if (found !== undefined) return found
  const broken = refute(state, formula, type).map((shape) => unevaluated(shape))
  state.refutations[type].set(formula.id, broken)
  return broken
}

function refute(state: State, formula: Formula, type: TypeName): readonly Shape[] {
  switch (formula.kind) {
    case 'all':
      return formula.parts.flatMap((part) => refutedBy(state, part, type))
    case 'any':
      return formula.parts.reduce<readonly Shape[]>((found, part) => avoid(state, { found, type }, part), [EVERY[type]])
    case 'one':
      return notExactlyOne(state.engine.formulas, formula.parts).flatMap((part) => shapesOf(state, part, type))
    case 'not':
      return shapesOf(state, formula.part, type)
    case 'schema':
      return refuteSchema(state, formula, type)
  }
}

function refuteSchema(state: State, formula: SchemaFormula, type: TypeName): readonly Shape[] {
  const { engine } = state
  const own = refuteOwn(engine, formula, type)
  // A value of a wrong type breaks the whole schema, so no other keyword matters.
  if (own.length === 1 && own[0] === EVERY[type]) return own
  const inPlace = inPlaceRefutations(engine.formulas, formula, type)
  const applied = inPlace.flatMap((part) => shapesOf(state, part, type))
  return [...own, ...applied, ...refuteUnevaluated(engine, formula, type)]
}

function perType<T>(make: () => T): Record<TypeName, T> {
  return { null: make(), boolean: make(), number: make(), string: make(), array: make(), object: make() }
}

/** The shape with listed values filtered by the whole formula; undefined if no value is left. */
function sieved(engine: Engine, formula: Formula, shape: Shape): Shape | undefined {
  if (shape.kind !== 'choice') return shape
  const values = shape.values.filter((value) => engine.evaluate(formula, value))
  return values.length === 0 ? undefined : { ...shape, values }
}

/** The number of products from which empty shapes are dropped at once. */
const MANY_WAYS = 8

function product(engine: Engine, left: readonly Shape[], right: readonly Shape[]): Shape[] {
  const found = new Set<Shape>()
  const many = left.length * right.length > MANY_WAYS
  for (const a of left) {
    for (const b of right) {
      // Listed values stay, because the whole formula filters these at the end.
      const merged =
        a.kind === 'choice' && b.kind !== 'choice'
          ? a
          : b.kind === 'choice' && a.kind !== 'choice'
            ? b
            : mergeShapes(a, b)
      if (contradiction(merged) === undefined && (!many || engine.isPossible(merged))) found.add(merged)
      if (found.size < MAX_SHAPES) continue
      engine.limits.reached = true
      return [...found]
    }
  }
  return [...found]
}

function overlap(engine: Engine, a: Shape, b: Shape): boolean {
  if (arePinnedApart(engine, a, b)) return false
  const merged = mergeShapes(a, b)
  return contradiction(merged) === undefined && engine.isPossible(merged)
}

interface Avoiding {
  readonly shape: Shape
  readonly broken: readonly Shape[]
  readonly wanted: number
}

function someOf(engine: Engine, { shape, broken, wanted }: Avoiding): Shape[] {
  const found: Shape[] = []
  for (const other of broken) {
    const merged = mergeShapes(shape, other)
    if (contradiction(merged) === undefined && engine.isPossible(merged)) found.push(merged)
    if (found.length >= wanted) break
  }
  return found
}

function nonEmptySubsets(count: number): Set<number>[] {
  return Array.from({ length: 2 ** count - 1 }, (_, bits) => {
    const members = Array.from({ length: count }, (__, index) => index)
    return new Set(members.filter((index) => ((bits + 1) >> index) % 2 === 1))
  })
}
