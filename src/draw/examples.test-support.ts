import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import { formatPointer, isObject } from '../json/pointer.ts'
import type { Drawing } from './drawing.ts'
import { openSource } from './open-source.ts'
import type { Example, PropertySource } from './property-source.ts'

/** The source for a drawing from the package's contract. */
export function sourceFor(drawing: Drawing, seed = '7/property'): PropertySource {
  return openSource(drawing, { contract: CONTRACT, validators: VALIDATORS, seed })
}

/** The keys of the package's contract. */
export const KEYS = Object.keys(CONTRACT.resource.variants)

/** The first examples, `count` in number. */
export function examplesOf(source: PropertySource, count: number): readonly Example[] {
  return Array.from({ length: count }, (_, index) => source.example(index))
}

/** The first shrinks, at most `count`. */
export function shrinksOf(example: Example, count: number): readonly Example[] {
  const shrinks: Example[] = []
  for (const shrink of example.shrinks()) {
    if (shrinks.length === count) break
    shrinks.push(shrink)
  }
  return shrinks
}

/** The smallest shrink that fails, by the steps of a runner. */
export function minimal(example: Example, fails: (value: unknown) => boolean): Example {
  for (const shrink of example.shrinks()) if (fails(shrink.value)) return minimal(shrink, fails)
  return example
}

/** The pointers at which two JSON values differ. Values other than objects differ as a whole. */
export function differences(left: unknown, right: unknown, tokens: readonly string[] = []): readonly string[] {
  if (!isObject(left) || !isObject(right))
    return JSON.stringify(left) === JSON.stringify(right) ? [] : [formatPointer(tokens)]
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return names.flatMap((name) => differences(left[name], right[name], [...tokens, name]))
}

/** The value after serialisation to JSON. */
export function sent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}

/** The texts in a value, with pointers. */
export function textsIn(value: unknown, tokens: readonly string[] = []): readonly { at: string; text: string }[] {
  if (typeof value === 'string') return [{ at: formatPointer(tokens), text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, [...tokens, name]))
}
