import { isObject } from '../../json/pointer.ts'
import type { Broken, Example } from '../property-source.ts'

/**
 * A valid body with the broken property of an invalid one. What a target stores of a refused body shows only if its other values are new.
 * The invalid body itself where it is broken as a whole.
 */
export function breaking({ value: valid }: Example, invalid: Example): Example {
  const { value, broken } = invalid
  if (broken === undefined || !isObject(valid) || !isObject(value)) return invalid
  if (broken.rule === 'required') return withoutProperty(valid, broken, invalid)
  const name = nameIn(broken)
  if (!Object.hasOwn(value, name)) return invalid
  return { ...invalid, value: { ...valid, [name]: value[name] } }
}

/** The property that a violation is about; empty for the body as a whole, and for a deeper place. */
export function nameIn({ instancePath }: Broken): string {
  const [, name = '', ...deeper] = instancePath.split('/')
  return deeper.length > 0 ? '' : name
}

function withoutProperty(
  valid: Readonly<Record<string, unknown>>,
  { property, instancePath }: Broken,
  invalid: Example,
): Example {
  if (property === undefined || instancePath !== '') return invalid
  const { [property]: _, ...rest } = valid
  return { ...invalid, value: rest }
}
