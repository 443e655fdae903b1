import { addNew } from '../../json/add-new.ts'
import { triesRepeats } from '../../draw/drawing.ts'
import { replayExample } from '../../draw/follow-path.ts'
import { countValues, type Example, type PropertySource } from '../../draw/property-source.ts'
import type { PlannedProperty } from '../../plan/planned-case.ts'
import type { Session } from '../session/session.ts'

/** The examples of a property, each taken once: boundaries first, then random values. */
export interface PropertyExamples {
  /** The next takes are within these indexes, or anywhere if omitted: a value may be tried before the values below it. */
  readonly aimAt: (spans?: readonly Span[]) => void
  /** The next examples that were not taken: at most `most`. Empty where none is left there, or where the budget is used. */
  readonly take: (most: number) => readonly Example[]
  /** True if every example was taken. */
  readonly isDone: () => boolean
  /** The indexes of the examples that were taken. */
  readonly taken: ReadonlySet<number>
}

/** The indexes from `from` on, below `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The examples of this run's share. A value outside a body, such as a flag, is taken once. */
export function openExamples(
  source: PropertySource,
  { drawing, path, first: failed }: PlannedProperty,
  { runs, share, budget }: Session,
): PropertyExamples {
  if (path !== undefined) return onlyOne(replayExample(source, path))
  const values = countValues(source, runs)
  const earlier = failed === undefined ? undefined : onlyOne(replayExample(source, failed))
  const tried = new Set<unknown>()
  const taken = new Set<number>()
  // A source with fewer values than shares gives each share one value.
  const first = share.part % values
  const own = Math.ceil((values - first) / share.of)
  let aim: readonly Span[] | undefined
  /** Every example before this index was taken. */
  let next = first
  const isAimedAt = (index: number): boolean => aim?.some(({ from, to }) => index >= from && index < to) ?? true
  return {
    taken,
    aimAt: (spans) => void (aim = spans),
    isDone: () => taken.size >= own && earlier?.isDone() !== false,
    take(most) {
      if (earlier?.isDone() === false) return earlier.take(most)
      const examples: Example[] = []
      for (let index = next; examples.length < most && index < values; index += share.of) {
        if (taken.has(index) || !isAimedAt(index)) continue
        if (budget.isUsed()) break
        taken.add(index)
        const example = source.example(index)
        const isNew = triesRepeats(drawing) || addNew(tried, JSON.stringify(example.value))
        if (isNew) examples.push(example)
      }
      while (taken.has(next)) next += share.of
      return examples
    },
  }
}

function onlyOne(example: Example | undefined): PropertyExamples {
  let left = example === undefined ? [] : [example]
  return {
    taken: new Set(),
    aimAt: () => undefined,
    isDone: () => left.length === 0,
    take() {
      const taken = left
      left = []
      return taken
    },
  }
}
