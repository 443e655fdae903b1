import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import { formatPointer, isObject } from '../json/pointer.ts'
import type { Drawing } from './drawing.ts'
import { openSource } from './open-source.ts'
import type { Example, PropertySource } from './property-source.ts'

/** What is drawn of the package's own contract. */
export function sourceFor(drawing: Drawing, seed = '7/property'): PropertySource {
  return openSource(drawing, { contract: CONTRACT, validators: VALIDATORS, seed })
}

export const KEYS = Object.keys(CONTRACT.resource.variants)

/** The first so many examples. */
export function examplesOf(source: PropertySource, count: number): readonly Example[] {
  return Array.from({ length: count }, (_, index) => source.example(index))
}

/** The first few shrinks. */
export function shrinksOf(example: Example, count: number): readonly Example[] {
  const found: Example[] = []
  for (const shrink of example.shrinks()) {
    if (found.length === count) break
    found.push(shrink)
  }
  return found
}

/** What an example shrinks to as long as it fails, as a runner finds it. */
export function minimal(example: Example, fails: (value: unknown) => boolean): Example {
  for (const shrink of example.shrinks()) if (fails(shrink.value)) return minimal(shrink, fails)
  return example
}

/** The places at which two JSON values differ; the place itself where one of them is no object. */
export function differences(one: unknown, other: unknown, tokens: readonly string[] = []): readonly string[] {
  if (!isObject(one) || !isObject(other))
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [formatPointer(tokens)]
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return names.flatMap((name) => differences(one[name], other[name], [...tokens, name]))
}

/** What a target gets. */
export function sent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}

/** Each text in a value, with its place. */
export function textsIn(value: unknown, tokens: readonly string[] = []): readonly { at: string; text: string }[] {
  if (typeof value === 'string') return [{ at: formatPointer(tokens), text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, [...tokens, name]))
}
