import type { PlannedCase } from '../planned-case.ts'

/** A case that failed before, with the seed of its values and the path of its counterexample. */
interface Failed {
  readonly id: string
  readonly seed: number
  readonly path?: string
}

/**
 * The selected cases that failed before, each with the values of its failure. A property begins with its counterexample.
 * @param cases the selected cases, in order
 * @param failures the failed cases
 * @param planAt plans all cases at a seed
 */
export function planFailed(
  cases: readonly PlannedCase[],
  failures: readonly Failed[],
  planAt: (seed: number) => readonly PlannedCase[],
): readonly PlannedCase[] {
  const failed = new Map(failures.map((failure) => [failure.id, failure]))
  const concerned = cases.filter(({ id }) => failed.has(id))
  const plans = new Map<number, ReadonlyMap<string, PlannedCase>>()
  const planOf = (seed: number): ReadonlyMap<string, PlannedCase> => {
    const plan = plans.get(seed) ?? new Map(planAt(seed).map((planned) => [planned.id, planned]))
    plans.set(seed, plan)
    return plan
  }
  return concerned.map((planned) => {
    const { seed, path } = failed.get(planned.id) ?? { seed: 0, path: undefined }
    const { property, ...again } = planOf(seed).get(planned.id) ?? planned
    if (property === undefined) return { ...again, drawnAt: seed }
    return { ...again, drawnAt: seed, property: { ...property, ...(path === undefined ? {} : { first: path }) } }
  })
}
