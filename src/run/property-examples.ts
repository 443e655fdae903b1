import { replayExample } from '../draw/follow-path.ts'
import { countValues, type Example, type PropertySource } from '../draw/property-source.ts'
import type { PlannedProperty } from '../plan/planned-case.ts'
import type { Session } from './session.ts'

/** The examples of a property, each taken once: boundaries first, then random values. */
export interface PropertyExamples {
  /** The next takes start at an index: a value may be tried before the values below it. */
  readonly startAt: (index: number) => void
  /**
   * The next examples that were not taken: at most `most`, all with an index below `before`; with `Infinity`, also those below the start.
   * Empty where none is left there, or where the budget is used.
   */
  readonly take: (most: number, before: number) => readonly Example[]
  /** True if every example was taken. */
  readonly isDone: () => boolean
  /** The indexes of the examples that were taken. */
  readonly taken: ReadonlySet<number>
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
  let start = 0
  return {
    taken,
    startAt: (index) => void (start = Math.ceil(Math.max(0, index - first) / share.of) * share.of),
    isDone: () => taken.size >= own && earlier?.isDone() !== false,
    take(most, before) {
      if (earlier?.isDone() === false) return earlier.take(most, before)
      const examples: Example[] = []
      const from = before === Infinity ? 0 : start
      for (let index = first + from; examples.length < most && index < Math.min(values, before); index += share.of) {
        if (taken.has(index)) continue
        if (budget.isUsed()) break
        taken.add(index)
        const example = source.example(index)
        const isNew =
          drawing.part === 'body' ||
          drawing.part === 'history' ||
          tried.size !== tried.add(JSON.stringify(example.value)).size
        if (isNew) examples.push(example)
      }
      return examples
    },
  }
}

function onlyOne(example: Example | undefined): PropertyExamples {
  let left = example === undefined ? [] : [example]
  return {
    taken: new Set(),
    startAt: () => undefined,
    isDone: () => left.length === 0,
    take() {
      const taken = left
      left = []
      return taken
    },
  }
}
