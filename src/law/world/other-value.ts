import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { objectOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import type { Likened, Likeness } from '../body/examples-in.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import type { Answer } from '../session/exchange.ts'
import { propertyNamed } from './property-named.ts'

/** The most values of one property that are tried, as a count. */
const MOST_VALUES = 4

interface Refused {
  readonly member: unknown
  /** The schema of the member. */
  readonly schema: DocumentSchema
  readonly answer: Answer
  readonly likened: Likened | undefined
}

/**
 * Another value for the one property that a refusal names: a number of another size, or another listed value. Undefined where none is left.
 */
export function otherValue(
  { member, schema, answer, likened }: Refused,
  { schemas }: Pick<ApiDocument, 'schemas'>,
): readonly [string, Likeness] | undefined {
  if (!isObject(member)) return undefined
  const name = propertyNamed(answer, Object.keys(member))
  if (name === undefined) return undefined
  const property = flatten((objectOf(flatten(schema, schemas)['properties'])[name] ?? true) as DocumentSchema, schemas)
  const sent = member[name]
  const values = valuesOf(property, sent)
  const last = likened?.get(name)
  // The values are tried in their order: what is above the last one is left.
  const at = last?.use === undefined ? 0 : values.findIndex(({ example }) => example === last.example) + 1
  const next = values.slice(at, MOST_VALUES).find(({ example }) => example !== sent)
  return next === undefined ? undefined : [name, next]
}

function valuesOf(property: Readonly<Record<string, unknown>>, sent: unknown): readonly Likeness[] {
  const { enum: listed } = property
  if (Array.isArray(listed))
    return (listed as unknown[]).map((example) => ({ example, isRefused: true, use: 'as-it-is' }))
  if (typeof sent !== 'number' || !/^(?:integer|number)$/.test(typeOf(property) ?? '')) return []
  return numbersFor(property).map((example) => ({ example, isRefused: true, use: 'from' }))
}

/** Usual numbers, and the middle of the range. */
function numbersFor({ minimum, maximum }: Readonly<Record<string, unknown>>): readonly number[] {
  const [low, high] = [Number(minimum ?? -Infinity), Number(maximum ?? Infinity)]
  const middle = Math.floor((low + high) / 2)
  const numbers = [1, 2, 10, ...(Number.isFinite(middle) ? [middle] : [])]
  return [...new Set(numbers)].filter((one) => one > low && one < high)
}
