import type { Drawn } from './drawn.ts'
import type { Candidate, ExamplePool, Built } from './pool.ts'
import { hashText } from '../secrets/seeded-numbers.ts'
import { rngFor } from './rng.ts'
import type { Example, PropertySource } from './property-source.ts'

/** The examples of a pool by the seed: its edges first, then random ones. */
export function sourceOf(pool: ExamplePool, seed: string): PropertySource {
  const number = hashText(seed)
  const edges = pool.boundaries.length
  return {
    boundaries: edges,
    example: (index) => {
      const at = { path: String(index), seed: `${seed}/${index}` }
      const edge = pool.boundaries[index]
      const example = edge === undefined ? randomExample(pool, at, { run: index - edges, number }) : first(edge, at)
      if (example === undefined) throw new Error(`no example could be proved to be what it should be (${at.seed})`)
      return example
    },
  }
}

interface Place {
  readonly path: string
  readonly seed: string
}

const TRIES = 200

/** What cannot be proved is drawn anew from the same rng, which comes to the same each time. */
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

interface Made {
  readonly candidate: Candidate
  readonly drawn: Drawn
  readonly built: Built
  readonly at: Place
}

function exampleOf(made: Made): Example {
  const { candidate, built, at } = made
  return { path: at.path, name: candidate.name, ...built, shrinks: () => shrinksOf(made) }
}

/** Ones that differ only in what a secret hides are equal, so only the first of them is there. */
function* shrinksOf({ candidate, drawn, built, at }: Made): Iterable<Example> {
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
