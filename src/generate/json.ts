/** A JSON object as plain data. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The JSON types. */
export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

/** All JSON types, the simplest first. */
export const TYPE_NAMES: readonly TypeName[] = ['null', 'boolean', 'number', 'string', 'array', 'object']

/** True for a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The JSON type of a value; an integer is a number. Undefined for values outside JSON. */
export function typeOf(value: unknown): TypeName | undefined {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'boolean' || type === 'number' || type === 'string' || type === 'object' ? type : undefined
}

/** An own property of a value; never a property of the prototype. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** An object with these entries. `__proto__` becomes a plain property. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [key, value] of entries) {
    if (key === '__proto__')
      Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
    else object[key] = value
  }
  return object
}

/** A text that is equal for equal JSON values only. Key order and the sign of zero do not count. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join()}]`
  if (!isObject(value)) return Object.is(value, -0) ? '0' : JSON.stringify(value)
  const keys = Object.keys(value).toSorted()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(own(value, key))}`).join()}}`
}

/** The number of code points, as JSON Schema counts characters. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** A deep copy of a JSON value. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => copyOf(item))
  return isObject(value) ? objectOf(Object.keys(value).map((key) => [key, copyOf(own(value, key))])) : value
}

/** A key as an escaped token of a JSON Pointer. */
export function pointerToken(key: string | number): string {
  return `${key}`.replaceAll('~', '~0').replaceAll('/', '~1')
}
