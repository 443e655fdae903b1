import type { Conversion } from './conversion.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import { targetOf } from '../file/follow.ts'

/** The most levels of schemas that inherit from each other. */
const LEVELS = 16

/** A schema, and those that it refers to or joins by `allOf`. */
export function inheritedParts({ follow }: Pick<Conversion, 'follow'>, part: Part): readonly Part[] {
  const seen = new Set<unknown>()
  const found: Part[] = []
  const queue: (readonly [Part, number])[] = [[part, 0]]
  for (const [schema, level] of queue) {
    if (seen.has(schema.value) || level > LEVELS) continue
    seen.add(schema.value)
    found.push(schema)
    const target = targetOf(schema, follow)
    if (target !== undefined) queue.push([target, level + 1])
    for (const joined of partsOf(partAt(schema, 'allOf'))) queue.push([joined, level + 1])
  }
  return found
}
