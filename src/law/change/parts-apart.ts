import { isObject } from '../../json/pointer.ts'
import type { Part } from './changed-part.ts'

/**
 * Parts that leave as few values as they can at their defaults. So a later update that resets these is seen. Blank values within an object
 * stay as they were sent, and parts of blank values alone come last.
 */
export function partsApart(parts: readonly Part[], sent: unknown): readonly Part[] {
  const apart = parts.map((part) =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]) => [name, unblanked(value, isObject(sent) ? sent[name] : undefined)]),
    ),
  )
  return [...apart.filter((part) => !isBlankPart(part)), ...apart.filter(isBlankPart)]
}

function isBlankPart(part: Part): boolean {
  return Object.values(part).every(isBlank)
}

/** An object whose blank values are those of before, unless nothing else of it changes. */
function unblanked(value: unknown, before: unknown): unknown {
  if (!isObject(value) || !isObject(before)) return value
  const entries = Object.entries(value).map(([name, one]): [string, unknown] => [
    name,
    isBlank(one) && before[name] !== undefined ? before[name] : unblanked(one, before[name]),
  ])
  const next = Object.fromEntries(entries)
  return JSON.stringify(next) === JSON.stringify(before) ? value : next
}

/** A value that most likely is a default. */
function isBlank(value: unknown): boolean {
  return value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0)
}
