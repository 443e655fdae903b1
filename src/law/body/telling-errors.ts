import type { DocumentSchema } from '../../document/api-document.ts'
import { parsePointer, valueAt } from '../../json/pointer.ts'
import type { SchemaError, Validators } from './validators.ts'

/** The most unions within each other whose alternatives are compared, as a count: a schema may contain itself. */
const DEEPEST = 6

/**
 * The errors that say what is wrong. A value that no alternative of a union takes has the errors of the nearest alternative. For a time
 * without a zone where null is allowed too, the error is that it is no time, and not that it is not null.
 */
export function tellingErrors(
  errors: readonly SchemaError[],
  value: unknown,
  validators: Validators,
): readonly SchemaError[] {
  return resolved({ errors, value, depth: 0 }, validators)
}

interface Failed {
  readonly errors: readonly SchemaError[]
  readonly value: unknown
  readonly depth: number
}

/** The most unions of one value that are looked at, as a count: a long list may have one in each item. */
const MOST = 100

function resolved({ errors, value, depth }: Failed, validators: Validators): readonly SchemaError[] {
  if (depth > DEEPEST) return withoutFrames(errors)
  let left = errors
  const told: SchemaError[] = []
  const unions = errors
    .filter(({ keyword, schema }) => (keyword === 'anyOf' || keyword === 'oneOf') && Array.isArray(schema))
    .toSorted((one, other) => parsePointer(one.instancePath).length - parsePointer(other.instancePath).length)
  for (const union of unions.slice(0, MOST)) {
    // A union within a branch of another one went with that.
    if (!left.includes(union)) continue
    const inner = valueAt(value, union.instancePath)
    const branches = (union.schema as readonly DocumentSchema[]).map((branch) => validators(branch)?.(inner) ?? [])
    // Two alternatives of `oneOf` take the value.
    if (branches.some((branch) => branch.length === 0)) continue
    const own = branches.flat().map((error) => textOf(error, union.instancePath))
    left = left.filter((error) => error !== union && !isOneOf(own, textOf(error)))
    const nearest = branches.toSorted((one, other) => distanceOf(one) - distanceOf(other))[0] ?? []
    for (const error of resolved({ errors: nearest, value: inner, depth: depth + 1 }, validators))
      told.push({ ...error, instancePath: union.instancePath + error.instancePath })
  }
  return [...(left.length === 0 ? [] : withoutFrames(left)), ...told]
}

/** Errors of a branch are among those of the whole, once each. */
function isOneOf(own: string[], text: string): boolean {
  const index = own.indexOf(text)
  if (index !== -1) own.splice(index, 1)
  return index !== -1
}

function textOf({ instancePath, keyword, message = '' }: SchemaError, above = ''): string {
  return JSON.stringify([above + instancePath, keyword, message])
}

/** An alternative of another type, or for another constant, is far away; one of which only a format is broken is near. */
function distanceOf(errors: readonly SchemaError[]): number {
  const isOther = errors.some(({ instancePath, keyword }) => instancePath === '' && keyword === 'type')
  const isApart = errors.some(({ keyword }) => keyword === 'const' || keyword === 'enum')
  const isStrict = errors.some(({ keyword }) => keyword !== 'format')
  return Number(isOther) * 8 + Number(isApart) * 4 + Number(isStrict) * 2 + 1 - 1 / errors.length
}

/** The errors without those that only say that a part failed. */
function withoutFrames(errors: readonly SchemaError[]): readonly SchemaError[] {
  const told = errors.filter(({ keyword }) => !['if', 'oneOf', 'anyOf', 'allOf', '$ref'].includes(keyword))
  return told.length === 0 ? errors : told
}
