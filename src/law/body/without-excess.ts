import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import { listOf } from '../../json/list-of.ts'
import type { SchemaError } from './validators.ts'
import { without } from './without.ts'

type Properties = Readonly<Record<string, unknown>>
type Judge = (value: unknown) => readonly SchemaError[]

/** The most objects of a value that lose properties, as a count. */
const MOST = 10

/** Keywords by which properties of an object exclude one another. */
const EXCLUDE: ReadonlySet<string> = new Set(['not', 'oneOf', 'maxProperties', 'dependentRequired'])

/** The names that each alternative of a `oneOf` requires, where alternatives state nothing else. Undefined for any other error. */
export function requiredByEach({ keyword, schema }: SchemaError): readonly (readonly string[])[] | undefined {
  const alternatives = keyword === 'oneOf' ? listOf(schema) : []
  const names = alternatives.map(requiredAlone)
  return names.length > 1 && names.every((one) => one !== undefined) ? names : undefined
}

/** The names that a schema requires, where it states nothing else but words. */
export function requiredAlone(schema: unknown): readonly string[] | undefined {
  if (!isObject(schema) || !Array.isArray(schema['required'])) return undefined
  const others = Object.keys(schema).filter((keyword) => !/^(?:required|type|title|description|x-.*)$/.test(keyword))
  return others.length === 0 ? (schema['required'] as readonly string[]) : undefined
}

/**
 * A value without properties that exclude one another: of two that a schema does not allow together, the first one stays. Undefined where
 * the value breaks the schema in another way too.
 */
export function withoutExcess(made: unknown, errorsOf: Judge): unknown {
  let value = made
  for (let count = 0; count < MOST; count += 1) {
    const errors = errorsOf(value)
    if (errors.length === 0) return value
    const error = errors.find(
      ({ keyword, instancePath }) => EXCLUDE.has(keyword) && isObject(valueAt(value, instancePath)),
    )
    const next = error === undefined ? undefined : reduced(value, error, errorsOf)
    if (next === undefined) return undefined
    value = next
  }
  return undefined
}

/** The value with fewer properties in the object of an error, which then has no errors. Undefined where none is found. */
function reduced(value: unknown, error: SchemaError, errorsOf: Judge): unknown {
  const { instancePath: at } = error
  const object = valueAt(value, at) as Properties
  const withObject = (one: Properties): unknown => (at === '' ? one : withValueAt(value, at, one))
  const count = (one: Properties): number =>
    errorsOf(withObject(one)).filter(({ instancePath }) => instancePath === at || instancePath.startsWith(`${at}/`))
      .length
  const groups = requiredByEach(error) ?? []
  const single = groups
    .map((kept) =>
      without(
        object,
        groups.flat().filter((name) => !kept.includes(name)),
      ),
    )
    .find((one) => count(one) === 0)
  if (single !== undefined) return withObject(single)
  let kept = object
  let errors = count(kept)
  for (const name of Object.keys(object).toReversed()) {
    const less = without(kept, [name])
    const left = count(less)
    if (left < errors) [kept, errors] = [less, left]
  }
  return errors === 0 ? withObject(kept) : undefined
}
