import { isObject } from '../json/pointer.ts'

/** The value as it is once it was written as JSON and read again: what a target gets to see. */
export function serialised(value: unknown): unknown {
  return survives(value) ? value : (JSON.parse(JSON.stringify(value) ?? 'null') as unknown)
}

/** Hardly any drawn value changes on the way, so that looking at it costs less than writing it. */
function survives(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (Array.isArray(value)) return value.every(survives)
  if (isObject(value)) return Object.values(value).every(survives)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}
