import type { ReportedCounterexample, ReportedDifference } from '../../src/report/reported-counterexample.ts'
import { counted } from './wording.ts'

/** The generator of a counterexample, such as `the first 14 of 18 steps, shrunk 3 times`: a history ends at the step that fails. Not escaped. */
export function generatorText({
  name,
  shrinks,
  steps = [],
}: Pick<ReportedCounterexample, 'name' | 'shrinks' | 'steps'>): string {
  const [, all] = /^(\d+) steps$/.exec(name) ?? []
  const isCut = all !== undefined && steps.length > 0 && steps.length < Number(all)
  const text = isCut ? `the first ${steps.length} of ${name}` : name
  return shrinks === 0 ? text : `${text}, shrunk ${counted(shrinks, 'time')}`
}

/** The two sides of a difference. A masked secret is told by its length, since two masks look the same. Not escaped. */
export function differenceSides(
  { from, to, fromLength, toLength }: ReportedDifference,
  show: (value: unknown) => string,
): readonly [from: string, to: string] {
  const side = (value: unknown, length: number | undefined): string =>
    length === undefined ? show(value) : `a secret of ${counted(length, 'character')}`
  return [side(from, fromLength), side(to, toLength)]
}
