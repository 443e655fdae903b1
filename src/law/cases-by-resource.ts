import type { Resource } from '../resource/model.ts'
import type { LawRun } from './law-run.ts'
import type { PlannedLaw } from './plan-laws.ts'

/** The cases that failed before come first. */
export function firstOf(cases: readonly PlannedLaw[], { first = [] }: LawRun): readonly PlannedLaw[] {
  const ids = new Set(first)
  const isFirst = ({ planned }: PlannedLaw): boolean => ids.has(planned.id)
  return [...cases.filter(isFirst), ...cases.filter((one) => !isFirst(one))]
}

/** The cases of each resource, in their order. */
export function byResource(cases: readonly PlannedLaw[]): readonly (readonly PlannedLaw[])[] {
  const groups = new Map<Resource, PlannedLaw[]>()
  for (const one of cases) {
    const known = groups.get(one.resource)
    if (known === undefined) groups.set(one.resource, [one])
    else known.push(one)
  }
  return [...groups.values()]
}
