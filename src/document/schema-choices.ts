import type { Conversion, Draft } from './conversion.ts'
import { type Part, partAt } from './document-file.ts'
import { quoted } from './remarks.ts'

/** The `enum` and `const` of a schema. A listed value of YAML is read as the type that the schema states: `1` as text, `'1'` as number. */
export function choicesOf({ remarks }: Conversion, part: Part): Draft {
  const [listed, fixed, type] = [partAt(part, 'enum'), partAt(part, 'const'), partAt(part, 'type').value]
  const constant: Draft = fixed.value === undefined ? {} : { const: asTyped(type, fixed.value) }
  if (listed.value === undefined) return constant
  if (!Array.isArray(listed.value) || listed.value.length === 0) {
    remarks.add(listed, `enum is a list of at least one value, not ${quoted(listed.value)}`)
    return constant
  }
  const read = (listed.value as unknown[]).map((value) => asTyped(type, value))
  if (read.some((value, index) => value !== (listed.value as unknown[])[index]))
    remarks.add(listed, `the values of enum are not of the type ${quoted(type)}, and are read as such`)
  const once = new Map(read.map((value) => [JSON.stringify(value), value]))
  return { ...constant, enum: [...once.values()] }
}

function asTyped(type: unknown, value: unknown): unknown {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  if ((type === 'integer' || type === 'number') && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
    return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
