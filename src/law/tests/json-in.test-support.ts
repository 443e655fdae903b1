import { isObject } from '../../json/pointer.ts'

/** The value of a body; undefined for one that is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The object of a body; undefined for any other body. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = jsonIn(text)
  return isObject(value) ? value : undefined
}
