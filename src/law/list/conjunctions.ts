import { type FilterComparison, type FilterExpression, isWritable } from './filter-expressions.ts'
import { valuesAtPlace } from './filter-place.ts'

/** An expression as it is asked with a value. */
export interface AskedExpression extends FilterExpression {
  readonly value: unknown
  /** Tells the members for which another expression beside this one is true too. Default: all. */
  readonly also?: (whole: unknown) => boolean
}

/** Two equalities that a word such as `AND` joins: of one property with two values, and of two properties, each once as the first. One may be lost. */
export function conjunctionsOf(
  expressions: readonly FilterExpression[],
  conjunction: string,
  wholes: readonly unknown[],
): readonly AskedExpression[] {
  const equalities = expressions.filter(({ comparison }) => comparison === 'equal')
  const apart = equalities.flatMap((one) => withTwoValues(one, conjunction, wholes)).slice(0, 1)
  const [first, second] = equalities.filter(({ parameter }) => parameter === equalities[0]?.parameter)
  if (first === undefined || second === undefined) return apart
  const pairs = [[first, second] as const, [second, first] as const]
  return [...apart, ...pairs.flatMap((pair) => ofPair(pair, conjunction, wholes))]
}

/** No member has both values. None where members may have several. */
function withTwoValues(
  equality: FilterExpression,
  conjunction: string,
  wholes: readonly unknown[],
): readonly AskedExpression[] {
  const values = wholes.map((whole) => valuesAtPlace(whole, equality.at) ?? [])
  const [value, other] = [...new Set(values.flat().filter((one) => isWritable(one, equality)))]
  if (other === undefined || values.some(({ length }) => length !== 1)) return []
  const write = (): string => `${equality.write(value)} ${conjunction} ${equality.write(other)}`
  return [{ ...equality, write, value, also: () => false }]
}

function ofPair(
  [one, other]: readonly [FilterExpression, FilterExpression],
  conjunction: string,
  wholes: readonly unknown[],
): readonly AskedExpression[] {
  const [value, beside] = [one, other].map((each) =>
    wholes
      .flatMap((whole) => valuesAtPlace(whole, each.at) ?? [])
      .find((found) => isWord(found) || isWritable(found, each)),
  )
  if (value === undefined || beside === undefined) return []
  const also = (whole: unknown): boolean => isTrueOf(valuesAtPlace(whole, other.at) ?? [], 'equal', beside) === true
  return [{ ...one, value, also, write: () => `${one.write(value)} ${conjunction} ${other.write(beside)}` }]
}

/** True for a text without spaces and quotes, such as a listed value. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.-]+$/.test(value)
}

/** True for values for which an expression is true. Undefined where languages differ: whether a member without a value, or with several, is unequal to one. */
export function isTrueOf(own: readonly unknown[], comparison: FilterComparison, value: unknown): boolean | undefined {
  if (comparison !== 'unequal') return own.some((one) => isTrue(one, comparison, value))
  return own.length === 1 ? !isTrue(own[0], 'equal', value) : undefined
}

function isTrue(one: unknown, comparison: Exclude<FilterComparison, 'unequal'>, value: unknown): boolean {
  const [own, wanted] = [String(one).toLowerCase(), String(value).toLowerCase()]
  switch (comparison) {
    case 'equal':
      return own === wanted
    case 'has':
      return own.includes(wanted)
    case 'starts':
      return own.startsWith(wanted)
    case 'ends':
      return own.endsWith(wanted)
    case 'above':
      return Number(one) > Number(value)
    case 'from':
      return Number(one) >= Number(value)
    case 'below':
      return Number(one) < Number(value)
    case 'to':
      return Number(one) <= Number(value)
  }
}
