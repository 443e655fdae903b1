import { isObject } from '../json/pointer.ts'

/** The value after serialisation to JSON, as the target receives the value. */
export function serialised(value: unknown): unknown {
  return survives(value) ? value : (JSON.parse(JSON.stringify(value) ?? 'null') as unknown)
}

/** True if JSON preserves the value. The check costs less than the serialisation. */
function survives(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (Array.isArray(value)) return value.every(survives)
  if (isObject(value)) return Object.values(value).every(survives)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}
