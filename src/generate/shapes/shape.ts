import type { Formula } from '../formula.ts'
import type { TypeName } from '../json.ts'
import type { TextRule } from '../text/language.ts'

/** A set of values of one type, as merged constraints: a disjunct of a schema. Children stay formulas until a draw. */
export type Shape = ChoiceShape | NumberShape | TextShape | ArrayShape | ObjectShape

interface Common {
  /** Excluded values. */
  readonly excluded: readonly unknown[]
  /** The parts that in-place schemas have evaluated, for `unevaluated…`. */
  readonly evaluated: Evaluated
}

/** Listed values. The whole formula filters the list later. */
export interface ChoiceShape extends Common {
  readonly kind: 'choice'
  readonly type: TypeName
  readonly values: readonly unknown[]
}

/** Numbers within bounds, with multiples to meet and to avoid. */
export interface NumberShape extends Common {
  readonly kind: 'number'
  readonly type: 'number'
  readonly min: number
  readonly max: number
  /** True if the bound is exclusive. */
  readonly aboveMin: boolean
  readonly belowMax: boolean
  readonly multiples: readonly number[]
  readonly nonMultiples: readonly number[]
}

/** Texts of a length in code points that satisfy rules. */
export interface TextShape extends Common {
  readonly kind: 'text'
  readonly type: 'string'
  readonly minLength: number
  readonly maxLength: number
  readonly rules: readonly TextRule[]
}

/** A condition on the items from index `from` to index `to`, exclusive. */
export interface ItemRule {
  readonly from: number
  readonly to: number
  readonly formula: Formula
}

/** The number of items from an index on that satisfy a formula. */
export interface CountRule {
  readonly from: number
  readonly formula: Formula
  readonly min: number
  readonly max: number
}

/** Arrays with rules for items and counts. */
export interface ArrayShape extends Common {
  readonly kind: 'array'
  readonly type: 'array'
  readonly minItems: number
  readonly maxItems: number
  readonly rules: readonly ItemRule[]
  readonly counts: readonly CountRule[]
  readonly unique: boolean
  /** True if two items must be equal. */
  readonly repeated: boolean
}

/** The property names that a rule applies to. */
export type NameTest =
  | { readonly kind: 'every' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'pattern'; readonly source: string }
  /** Names that are not listed and match no pattern. */
  | { readonly kind: 'others'; readonly names: ReadonlySet<string>; readonly patterns: readonly string[] }

/** The formula of the values of some properties. */
export interface PropertyRule {
  readonly names: NameTest
  readonly formula: Formula
}

/** A property that must exist. The name passes the test and `naming`, the value satisfies the formula. */
export interface WitnessRule extends PropertyRule {
  readonly naming: Formula
}

/** Objects with rules for properties and names. */
export interface ObjectShape extends Common {
  readonly kind: 'object'
  readonly type: 'object'
  readonly minProperties: number
  readonly maxProperties: number
  readonly rules: readonly PropertyRule[]
  readonly required: ReadonlySet<string>
  readonly absent: ReadonlySet<string>
  /** Properties with the properties that each requires. */
  readonly brings: readonly (readonly [string, readonly string[]])[]
  readonly naming: readonly Formula[]
  readonly witnesses: readonly WitnessRule[]
  /** Discriminator properties, drawn whenever allowed. */
  readonly preferred: ReadonlySet<string>
}

/** The properties and items that schemas have evaluated. */
export interface Evaluated {
  readonly names: ReadonlySet<string>
  readonly patterns: readonly string[]
  readonly everyName: boolean
  /** The number of leading items; infinite for all items. */
  readonly items: number
  /** Formulas of items that are evaluated at any index. */
  readonly itemsLike: readonly Formula[]
}

const NOTHING_EVALUATED: Evaluated = {
  names: new Set(),
  patterns: [],
  everyName: false,
  items: 0,
  itemsLike: [],
}

const COMMON = { excluded: [], evaluated: NOTHING_EVALUATED } as const

/** The shape of all values of a type. */
export const EVERY: Readonly<Record<TypeName, Shape>> = {
  null: { kind: 'choice', type: 'null', values: [null], ...COMMON },
  boolean: { kind: 'choice', type: 'boolean', values: [false, true], ...COMMON },
  number: {
    kind: 'number',
    type: 'number',
    min: -Infinity,
    max: Infinity,
    aboveMin: false,
    belowMax: false,
    multiples: [],
    nonMultiples: [],
    ...COMMON,
  },
  string: { kind: 'text', type: 'string', minLength: 0, maxLength: Infinity, rules: [], ...COMMON },
  array: {
    kind: 'array',
    type: 'array',
    minItems: 0,
    maxItems: Infinity,
    rules: [],
    counts: [],
    unique: false,
    repeated: false,
    ...COMMON,
  },
  object: {
    kind: 'object',
    type: 'object',
    minProperties: 0,
    maxProperties: Infinity,
    rules: [],
    required: new Set(),
    absent: new Set(),
    brings: [],
    naming: [],
    witnesses: [],
    preferred: new Set(),
    ...COMMON,
  },
}

/** All numbers, with some constraints set. */
export function numberShape(constraints: Partial<NumberShape>): NumberShape {
  return { ...(EVERY.number as NumberShape), ...constraints }
}

/** All texts, with some constraints set. */
export function textShape(constraints: Partial<TextShape>): TextShape {
  return { ...(EVERY.string as TextShape), ...constraints }
}

/** All arrays, with some constraints set. */
export function arrayShape(constraints: Partial<ArrayShape>): ArrayShape {
  return { ...(EVERY.array as ArrayShape), ...constraints }
}

/** All objects, with some constraints set. */
export function objectShape(constraints: Partial<ObjectShape>): ObjectShape {
  return { ...(EVERY.object as ObjectShape), ...constraints }
}

/** The listed values of a type. */
export function choiceShape(type: TypeName, values: readonly unknown[]): ChoiceShape {
  return { kind: 'choice', type, values, ...COMMON }
}

/** The shape without evaluated parts, because `not` drops annotations. */
export function unevaluated<T extends Shape>(shape: T): T {
  return { ...shape, evaluated: NOTHING_EVALUATED }
}
