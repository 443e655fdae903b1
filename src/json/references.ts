import { isObject } from './pointer.ts'

/** The name in a reference `$name` that is the whole text; undefined for other values. `$$` escapes a `$`. */
export function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('$')) return undefined
  return /^\$([a-zA-Z]\w*)$/.exec(value)?.[1]
}

/** True for `secret`, which draws a realistic secret, and for `secret7`, which draws seven characters. */
export function isSecretName(name: string): boolean {
  return /^secret\d{0,4}$/.test(name)
}

/** Every reference in a value, with the tokens of the place. */
export function referencesIn(value: unknown, at: readonly (string | number)[] = []): readonly ValueReference[] {
  const name = referenceIn(value)
  if (name !== undefined) return [{ name, at }]
  if (Array.isArray(value)) return value.flatMap((item, index) => referencesIn(item, [...at, index]))
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => referencesIn(item, [...at, key])) : []
}

/** A reference in a value. */
export interface ValueReference {
  readonly name: string
  readonly at: readonly (string | number)[]
}

/** A copy of the value with each reference in `lookup` replaced. Other references and `$$` stay. */
export function resolveReferences(value: unknown, lookup: ReadonlyMap<string, unknown>): unknown {
  const name = referenceIn(value)
  if (name !== undefined) return lookup.has(name) ? lookup.get(name) : value
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, lookup))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item, lookup)]))
}

/** The value with `$$` at the start of a text turned into `$`. */
export function unescape(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$$') ? value.slice(1) : value
  if (Array.isArray(value)) return value.map(unescape)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unescape(item)]))
}

/** The value in the notation of a case: `unescape` returns the original, and no text is a reference. */
export function escape(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? `$${value}` : value
  if (Array.isArray(value)) return value.map(escape)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escape(item)]))
}

/** The value with all known references replaced. `open` is true if references are left. */
export function bindValue(
  value: unknown,
  lookup: ReadonlyMap<string, unknown>,
): { readonly value: unknown; readonly open: boolean } {
  const resolved = resolveReferences(value, lookup)
  const open = referencesIn(resolved).length > 0
  return { value: open ? resolved : unescape(resolved), open }
}
