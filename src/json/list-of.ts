import { isObject } from './pointer.ts'

/** A JSON value as a list: empty for any value that is no array. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A JSON value as an object: empty for any value that is no object. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}
