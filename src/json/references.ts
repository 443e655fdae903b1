import { isObject } from './pointer.ts'

/** A whole scalar `$name` is a reference; `$$` at the start stands for one `$`; inside longer text nothing is replaced. */
export function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('$')) return undefined
  return /^\$([a-zA-Z]\w*)$/.exec(value)?.[1]
}

/** `secret` draws a secret in the form of real ones where it stands, `secret7` one of seven characters. */
export function isSecretName(name: string): boolean {
  return /^secret\d{0,4}$/.test(name)
}

/** Every reference in a value, with where it stands. */
export function referencesIn(value: unknown, at: readonly (string | number)[] = []): readonly Found[] {
  const name = referenceIn(value)
  if (name !== undefined) return [{ name, at }]
  if (Array.isArray(value)) return value.flatMap((item, index) => referencesIn(item, [...at, index]))
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => referencesIn(item, [...at, key])) : []
}

export interface Found {
  readonly name: string
  readonly at: readonly (string | number)[]
}

/** A copy of the value with references replaced where `lookup` knows them; others stay for later. `$$` loses a `$` with the last pass. */
export function resolveReferences(value: unknown, lookup: ReadonlyMap<string, unknown>): unknown {
  const name = referenceIn(value)
  if (name !== undefined) return lookup.has(name) ? lookup.get(name) : value
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, lookup))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item, lookup)]))
}

/** The value with `$$` turned to `$`: what is to be sent or compared in the end. */
export function unescape(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$$') ? value.slice(1) : value
  if (Array.isArray(value)) return value.map(unescape)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unescape(item)]))
}

/** The value as a case would write it, so that `unescape` gives it back and nothing in it is a reference. */
export function escape(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? `$${value}` : value
  if (Array.isArray(value)) return value.map(escape)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escape(item)]))
}

/** A value in which what is known has its place; `open` says whether something is left to refer to. */
export function bindValue(
  value: unknown,
  lookup: ReadonlyMap<string, unknown>,
): { readonly value: unknown; readonly open: boolean } {
  const resolved = resolveReferences(value, lookup)
  const open = referencesIn(resolved).length > 0
  return { value: open ? resolved : unescape(resolved), open }
}
