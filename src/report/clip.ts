import { isObject } from '../json/pointer.ts'

/** The most values and characters of a clipped JSON value. */
const VALUES = 2_000
const CHARACTERS = 24_000

/**
 * A JSON value of limited size for a report: a larger value becomes the text of its beginning. A finding then keeps no part of a huge
 * answer in memory.
 */
export function clip(value: unknown): unknown {
  if (typeof value === 'string') return clipText(value)
  if (typeof value !== 'object' || value === null) return value
  const budget = { values: VALUES, characters: CHARACTERS, cut: false }
  const copy = copyWithin(value, budget)
  return budget.cut ? clipText(JSON.stringify(copy)) : value
}

/** The beginning of a text, as a copy: a slice would keep the whole text in memory. */
export function clipText(text: string, length = CHARACTERS): string {
  return text.length > length ? detached(text.slice(0, length)) : text
}

function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

interface Budget {
  values: number
  characters: number
  cut: boolean
}

/** Copies a value within the budget. The JSON parser limits the depth of the recursion. */
function copyWithin(value: unknown, budget: Budget): unknown {
  budget.values -= 1
  if (typeof value === 'string') return takeText(value, budget)
  if (Array.isArray(value)) {
    const copy: unknown[] = []
    for (const item of value) if (isLeft(budget)) copy.push(copyWithin(item, budget))
    return copy
  }
  if (!isObject(value)) return value
  const copy: [string, unknown][] = []
  for (const [name, item] of Object.entries(value))
    if (isLeft(budget)) copy.push([takeText(name, budget), copyWithin(item, budget)])
  return Object.fromEntries(copy)
}

function isLeft(budget: Budget): boolean {
  if (budget.values > 0 && budget.characters > 0) return true
  budget.cut = true
  return false
}

function takeText(text: string, budget: Budget): string {
  const kept = text.slice(0, Math.max(0, budget.characters))
  if (kept.length < text.length) budget.cut = true
  budget.characters -= kept.length
  return kept
}
