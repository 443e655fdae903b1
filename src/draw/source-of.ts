import { UndrawableSchema } from './undrawable-schema.ts'
import type { Drawn } from './drawn.ts'
import type { Candidate, ExamplePool, Built } from './pool.ts'
import { hashText } from '../secrets/seeded-numbers.ts'
import { rngFor } from './rng.ts'
import type { Example, PropertySource } from './property-source.ts'

/** The examples of a pool for a seed: edge values, then random values. */
export function sourceOf(pool: ExamplePool, seed: string): PropertySource {
  const number = hashText(seed)
  const edges = pool.boundaries.length
  return {
    boundaries: edges,
    draws: Math.min(MOST_DRAWS, Math.max(pool.places ?? 0, MOST_DRAWS - edges)),
    example: (index) => {
      const at = { path: String(index), seed: `${seed}/${index}` }
      const edge = pool.boundaries[index]
      const example = edge === undefined ? randomExample(pool, at, { run: index - edges, number }) : first(edge, at)
      if (example === undefined)
        throw new UndrawableSchema(`no example could be proved to be what it should be (${at.seed})`)
      return example
    },
  }
}

/** The most random values by default, as a count. A fault that one value in twenty shows is found in 50 values with a probability of 92 %. */
const MOST_DRAWS = 50

interface Place {
  readonly path: string
  readonly seed: string
}

const TRIES = 200

/** A random example. A value without proof is drawn again from the same generator, so the result is reproducible. */
function randomExample(
  pool: ExamplePool,
  at: Place,
  { run, number }: { readonly run: number; readonly number: number },
): Example | undefined {
  const rng = rngFor(number, run)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const example = first(pool.draw(run, rng), at)
    if (example !== undefined) return example
  }
  return undefined
}

function first(candidate: Candidate, at: Place): Example | undefined {
  const built = candidate.build(candidate.drawn.value, at.seed)
  return built && exampleOf({ candidate, drawn: candidate.drawn, built, at })
}

interface ExampleParts {
  readonly candidate: Candidate
  readonly drawn: Drawn
  readonly built: Built
  readonly at: Place
}

function exampleOf(parts: ExampleParts): Example {
  const { candidate, built, at } = parts
  return { path: at.path, name: candidate.name, ...built, shrinks: () => shrinksOf(parts) }
}

/** Smaller examples without duplicates. Values with different hidden secrets are equal. */
function* shrinksOf({ candidate, drawn, built, at }: ExampleParts): Iterable<Example> {
  const seen = new Set([JSON.stringify(built.value)])
  let count = 0
  for (const smaller of drawn.smaller()) {
    const next = candidate.build(smaller.value, at.seed)
    if (next === undefined) continue
    const text = JSON.stringify(next.value)
    if (seen.has(text)) continue
    seen.add(text)
    yield exampleOf({ candidate, drawn: smaller, built: next, at: { ...at, path: `${at.path}:${count}` } })
    count += 1
  }
}
