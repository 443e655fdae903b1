import { canonical } from '../json.ts'
import type { ArrayShape, Evaluated, NumberShape, ObjectShape, Shape, TextShape } from './shape.ts'

/** The intersection of two shapes of one type. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  const common = { excluded: joined(a.excluded, b.excluded), evaluated: mergeEvaluated(a.evaluated, b.evaluated) }
  if (a.kind === 'choice')
    return { ...a, ...common, values: b.kind === 'choice' ? sharedValues(a.values, b.values) : a.values }
  if (b.kind === 'choice') return { ...b, ...common }
  if (a.kind === 'number' && b.kind === 'number') return { ...mergeNumbers(a, b), ...common }
  if (a.kind === 'text' && b.kind === 'text') return { ...mergeTexts(a, b), ...common }
  if (a.kind === 'array' && b.kind === 'array') return { ...mergeArrays(a, b), ...common }
  if (a.kind === 'object' && b.kind === 'object') return { ...mergeObjects(a, b), ...common }
  throw new TypeError('shapes of two types cannot be merged')
}

function sharedValues(a: readonly unknown[], b: readonly unknown[]): unknown[] {
  const known = new Set(b.map((value) => canonical(value)))
  return a.filter((value) => known.has(canonical(value)))
}

function joined<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (a.length === 0) return b
  return b.length === 0 ? a : [...new Set([...a, ...b])]
}

function joinedSets<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  if (a.size === 0) return b
  return b.size === 0 ? a : new Set([...a, ...b])
}

function mergeEvaluated(a: Evaluated, b: Evaluated): Evaluated {
  return {
    names: joinedSets(a.names, b.names),
    patterns: joined(a.patterns, b.patterns),
    everyName: a.everyName || b.everyName,
    items: Math.max(a.items, b.items),
    itemsLike: joined(a.itemsLike, b.itemsLike),
  }
}

function mergeNumbers(a: NumberShape, b: NumberShape): NumberShape {
  return {
    ...a,
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    aboveMin: (a.aboveMin && a.min >= b.min) || (b.aboveMin && b.min >= a.min),
    belowMax: (a.belowMax && a.max <= b.max) || (b.belowMax && b.max <= a.max),
    multiples: joined(a.multiples, b.multiples),
    nonMultiples: joined(a.nonMultiples, b.nonMultiples),
  }
}

function mergeTexts(a: TextShape, b: TextShape): TextShape {
  return {
    ...a,
    minLength: Math.max(a.minLength, b.minLength),
    maxLength: Math.min(a.maxLength, b.maxLength),
    rules: joined(a.rules, b.rules),
  }
}

function mergeArrays(a: ArrayShape, b: ArrayShape): ArrayShape {
  return {
    ...a,
    minItems: Math.max(a.minItems, b.minItems),
    maxItems: Math.min(a.maxItems, b.maxItems),
    rules: joined(a.rules, b.rules),
    counts: joined(a.counts, b.counts),
    unique: a.unique || b.unique,
    repeated: a.repeated || b.repeated,
  }
}

function mergeObjects(a: ObjectShape, b: ObjectShape): ObjectShape {
  return {
    ...a,
    minProperties: Math.max(a.minProperties, b.minProperties),
    maxProperties: Math.min(a.maxProperties, b.maxProperties),
    rules: joined(a.rules, b.rules),
    required: joinedSets(a.required, b.required),
    absent: joinedSets(a.absent, b.absent),
    brings: joined(a.brings, b.brings),
    naming: joined(a.naming, b.naming),
    witnesses: joined(a.witnesses, b.witnesses),
    preferred: joinedSets(a.preferred, b.preferred),
  }
}

/** The reason why a shape is empty; undefined if no direct contradiction shows. */
export function contradiction(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'choice':
      return shape.values.length === 0 ? 'no listed value is left' : undefined
    case 'number':
      return shape.min > shape.max || (shape.min === shape.max && (shape.aboveMin || shape.belowMax))
        ? `no number lies between ${shape.min} and ${shape.max}`
        : undefined
    case 'text':
      return shape.minLength > shape.maxLength
        ? `the least length ${shape.minLength} exceeds the greatest ${shape.maxLength}`
        : undefined
    case 'array':
      return arrayContradiction(shape)
    case 'object':
      return objectContradiction(shape)
  }
}

function arrayContradiction(shape: ArrayShape): string | undefined {
  if (shape.minItems > shape.maxItems)
    return `at least ${shape.minItems} items are asked for, and at most ${shape.maxItems}`
  if (shape.unique && shape.repeated) return 'items must be unique and must not be'
  return shape.counts.some(({ min, max }) => min > max) ? 'more items of a kind are asked for than may be' : undefined
}

function objectContradiction(shape: ObjectShape): string | undefined {
  const both = [...shape.required].find((name) => shape.absent.has(name))
  if (both !== undefined) return `the property ${JSON.stringify(both)} is required and must be absent`
  if (shape.minProperties > shape.maxProperties)
    return `at least ${shape.minProperties} properties are asked for, and at most ${shape.maxProperties}`
  return shape.required.size > shape.maxProperties
    ? `${shape.required.size} properties are required, and at most ${shape.maxProperties} may be`
    : undefined
}
