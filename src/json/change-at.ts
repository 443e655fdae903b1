import { isObject } from './pointer.ts'

/**
 * A copy of a JSON value with the part at the tokens changed. Returns the value itself if nothing changes. `change` gets undefined
 * for a missing property. Unchanged parts are shared, because every drawn value passes here.
 */
export function changeAt(value: unknown, tokens: readonly string[], change: (old: unknown) => unknown): unknown {
  const token = tokens[0]
  if (token === undefined) return change(value)
  const inner = (old: unknown) => (tokens.length === 1 ? change(old) : changeAt(old, tokens.slice(1), change))
  if (Array.isArray(value)) {
    const items = value as readonly unknown[]
    const index = Number(token)
    return index in items ? items.with(index, inner(items[index])) : value
  }
  if (!isObject(value)) return value
  const old = Object.hasOwn(value, token) ? value[token] : undefined
  const next = inner(old)
  return next === old ? value : { ...value, [token]: next }
}

/** A copy of a JSON value without the property at the tokens. */
export function withoutAt(value: unknown, tokens: readonly string[]): unknown {
  const parents = tokens.slice(0, -1)
  const name = tokens.at(-1)
  return changeAt(value, parents, (parent) =>
    isObject(parent) ? Object.fromEntries(Object.entries(parent).filter(([each]) => each !== name)) : parent,
  )
}
