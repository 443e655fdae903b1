/** Decides which results keep their exchanges: a fault that shows in thousands of cases would fill the memory. */
export interface EvidenceBudget {
  /** True for the first results with findings, and after these for the first result of each cause. */
  readonly isKept: (causes: readonly string[]) => boolean
}

/** The first results with findings that keep their exchanges in any case, as a count. */
const ALWAYS = 20

/** A budget for one run. */
export function createEvidenceBudget(): EvidenceBudget {
  const shown = new Set<string>()
  let results = 0
  return {
    isKept(causes) {
      if (causes.length === 0) return false
      results += 1
      const isNew = causes.some((cause) => !shown.has(cause))
      for (const cause of causes) shown.add(cause)
      return isNew || results <= ALWAYS
    },
  }
}
