import { type Part, tokensOf } from './document-file.ts'

/**
 * A value of the document, read as the type that the schema states. In YAML, `1.0` without quotes is a number; for a text it is what
 * is written.
 */
export function typedValue(part: Part, type: unknown): unknown {
  const types = Array.isArray(type) ? (type as unknown[]) : [type]
  const has = (...names: readonly string[]): boolean => names.some((name) => types.includes(name))
  const { value } = part
  if (typeof value === 'number' && has('string') && !has('number', 'integer')) return asWritten(part)
  if (typeof value === 'boolean' && has('string') && !has('boolean')) return asWritten(part)
  if (typeof value !== 'string' || has('string')) return value
  if (has('number', 'integer') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  return has('boolean') && (value === 'true' || value === 'false') ? value === 'true' : value
}

function asWritten(part: Part): string {
  return part.file.textAt(tokensOf(part)) ?? String(part.value)
}
