import { compareEfforts, type Effort } from './effort.ts'

/** A cause that a result shows, and the effort of its finding. */
export interface ShownCause {
  readonly cause: string
  readonly effort: Effort
}

/** Decides which results keep their exchanges: a fault that shows in thousands of cases would fill the memory. */
export interface EvidenceBudget {
  /** True for the first results with findings, and after these for a result that shows a cause more simply than all before it. */
  readonly isKept: (shown: readonly ShownCause[]) => boolean
}

/** The first results with findings that keep their exchanges in any case, as a count. */
const ALWAYS = 20

/** A budget for one run. */
export function createEvidenceBudget(): EvidenceBudget {
  const simplest = new Map<string, Effort>()
  let results = 0
  return {
    isKept(shown) {
      if (shown.length === 0) return false
      results += 1
      const simpler = shown.filter(({ cause, effort }) => {
        const before = simplest.get(cause)
        const isSimpler = before === undefined || compareEfforts(effort, before) < 0
        if (isSimpler) simplest.set(cause, effort)
        return isSimpler
      })
      return simpler.length > 0 || results <= ALWAYS
    },
  }
}
