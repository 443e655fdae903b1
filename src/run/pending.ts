import type { PlannedCase } from '../plan/planned-case.ts'

/** The cases that no lane has taken yet. */
export interface Pending {
  /** Takes the first one that a lane may run. */
  readonly take: (mayRun: (planned: PlannedCase) => boolean) => PlannedCase | undefined
}

export function createPending(cases: readonly PlannedCase[]): Pending {
  const taken = new Set<number>()
  /** All before this one have been taken. */
  let from = 0
  return {
    take(mayRun) {
      for (let index = from; index < cases.length; index += 1) {
        const planned = cases[index]
        if (planned === undefined || taken.has(index) || !mayRun(planned)) continue
        taken.add(index)
        while (taken.delete(from)) from += 1
        return planned
      }
      return undefined
    },
  }
}
