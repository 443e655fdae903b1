import type { Example, PropertySource } from './property-source.ts'

/** The example at a path; undefined if the path leads nowhere. `17:0:2` is the third shrink of the first shrink of example 17. */
export function replayExample(source: PropertySource, path: string): Example | undefined {
  if (!/^\d+(:\d+)*$/.test(path)) return undefined
  const [index = 0, ...shrinks] = path.split(':').map(Number)
  let example: Example | undefined = source.example(index)
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
