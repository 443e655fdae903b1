import type { Example, PropertySource } from './property-source.ts'

/** The index, the steps of a cut history, and the shrinks. */
const PATH = /^(\d+)(?:-(\d+))?((?::\d+)*)$/

/** True for a text that may be the path of an example; see `Example`. */
export function isExamplePath(text: string): boolean {
  return PATH.test(text)
}

/**
 * The example at a path; undefined if the path leads nowhere. `17:0:2` is the third shrink of the first shrink of example 17, and
 * `17-9` the first 9 steps of the history 17.
 */
export function replayExample(source: PropertySource, path: string): Example | undefined {
  const [, index, cut, rest = ''] = PATH.exec(path) ?? []
  if (index === undefined) return undefined
  const shrinks = rest.split(':').slice(1).map(Number)
  let example: Example | undefined = source.example(Number(index))
  if (cut !== undefined) example = example.cut?.(Number(cut))
  for (const number of shrinks) {
    if (example === undefined) return undefined
    example = nth(example.shrinks(), number)
  }
  return example
}

function nth(examples: Iterable<Example>, number: number): Example | undefined {
  let count = 0
  for (const example of examples) {
    if (count === number) return example
    count += 1
  }
  return undefined
}
