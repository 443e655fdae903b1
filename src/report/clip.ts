import { isObject } from '../json/pointer.ts'

/** How many values of a list or map are kept, and how many characters of a text. */
const VALUES = 2_000
const CHARACTERS = 24_000

/**
 * A JSON value as it is kept for a report: itself where it is of a usual size; what is far larger, as the text of its beginning. So a
 * finding holds on to nothing of a huge answer.
 */
export function clip(value: unknown): unknown {
  if (typeof value === 'string') return clipText(value)
  if (typeof value !== 'object' || value === null) return value
  const budget = { values: VALUES, characters: CHARACTERS, cut: false }
  const copy = copyWithin(value, budget)
  return budget.cut ? clipText(JSON.stringify(copy)) : value
}

/** What is left of it is a text of its own, which does not keep the long one in memory. */
export function clipText(text: string): string {
  return text.length > CHARACTERS ? detached(text.slice(0, CHARACTERS)) : text
}

function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

interface Budget {
  values: number
  characters: number
  cut: boolean
}

/** As deep as the value is, which is bounded where JSON is parsed. */
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
  const taken = text.slice(0, Math.max(0, budget.characters))
  if (taken.length < text.length) budget.cut = true
  budget.characters -= taken.length
  return taken
}
