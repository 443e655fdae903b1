import type { PlannedCase } from '../plan/planned-case.ts'

/** The cases that no lane has started. */
export interface Pending {
  /** Removes and returns the first case that a lane may run; undefined without such a case. */
  readonly take: (mayRun: (planned: PlannedCase) => boolean) => PlannedCase | undefined
}

/** All cases, in the order of the plan. */
export function createPending(cases: readonly PlannedCase[]): Pending {
  const taken = new Set<number>()
  /** Every case before this index is taken. */
  let start = 0
  return {
    take(mayRun) {
      for (let index = start; index < cases.length; index += 1) {
        const planned = cases[index]
        if (planned === undefined || taken.has(index) || !mayRun(planned)) continue
        taken.add(index)
        while (taken.delete(start)) start += 1
        return planned
      }
      return undefined
    },
  }
}
