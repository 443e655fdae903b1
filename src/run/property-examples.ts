import { replayExample } from '../draw/follow-path.ts'
import type { Example, PropertySource } from '../draw/property-source.ts'
import type { PlannedProperty } from '../plan/planned-case.ts'
import type { Session } from './session.ts'

/** The examples of a property, each taken once: boundaries first, then random values. */
export interface PropertyExamples {
  /** The next examples: at most `most`, all with an index below `before`. Empty where none is left there. */
  readonly take: (most: number, before: number) => readonly Example[]
  /** True if every example was taken. */
  readonly isDone: () => boolean
}

/** The examples of this run's share. A value outside a body, such as a flag, is taken once. */
export function openExamples(
  source: PropertySource,
  { drawing, path, first }: PlannedProperty,
  { runs, share }: Session,
): PropertyExamples {
  if (path !== undefined) return onlyOne(replayExample(source, path))
  const values = source.boundaries + (runs ?? source.draws)
  const earlier = first === undefined ? undefined : onlyOne(replayExample(source, first))
  const tried = new Set<unknown>()
  // A source with fewer values than shares gives each share one value.
  let index = share.part % values
  return {
    isDone: () => index >= values && earlier?.isDone() !== false,
    take(most, before) {
      if (earlier?.isDone() === false) return earlier.take(most, before)
      const taken: Example[] = []
      for (; taken.length < most && index < values && index < before; index += share.of) {
        const example = source.example(index)
        const isNew = drawing.part === 'body' || tried.size !== tried.add(JSON.stringify(example.value)).size
        if (isNew) taken.push(example)
      }
      return taken
    },
  }
}

function onlyOne(example: Example | undefined): PropertyExamples {
  let left = example === undefined ? [] : [example]
  return {
    isDone: () => left.length === 0,
    take() {
      const taken = left
      left = []
      return taken
    },
  }
}
