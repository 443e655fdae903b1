import type { Entry, FreshPlan } from './object-plan.ts'
import { below, drawCounts, type DrawSource } from './generator.ts'

interface Present {
  readonly entries: readonly Entry[]
  /** Names with rules for the name, which are never fresh. */
  readonly taken: ReadonlySet<string>
  readonly source: DrawSource
}

const TRIES = 60

/** A property with a new name of a kind; undefined if no name is free. */
export function drawFresh(kind: FreshPlan, { entries, taken, source }: Present): Omit<Entry, 'kept'> | undefined {
  const isFree = (name: unknown): name is string =>
    typeof name === 'string' && !taken.has(name) && !entries.some((entry) => entry.name === name)
  const simplest = kind.names.map((generator) => generator.smallest().value).find((name) => isFree(name))
  if (source.budget <= 0 && simplest !== undefined) return { name: simplest, drawn: kind.values.draw(source) }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const name = kind.names[below(source, kind.names.length)]?.draw(source).value
    if (isFree(name)) return { name, drawn: kind.values.draw(source) }
    drawCounts.thrownAway += 1
  }
  return simplest === undefined ? undefined : { name: simplest, drawn: kind.values.draw(source) }
}
