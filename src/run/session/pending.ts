import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Portion } from '../../plan/order/portion.ts'

/** The next work of a lane: a case, or the values of a property before an index. */
export interface Work {
  readonly planned: PlannedCase
  /** For a property: the index of the first value. */
  readonly from: number
  /** For a property: the index after the last value; undefined for all values that are left. */
  readonly to: number | undefined
}

/** The portions of cases that no lane has started. */
export interface Pending {
  /** Removes and returns the first work that a lane may do; undefined without such work. */
  readonly take: (mayRun: (planned: PlannedCase) => boolean) => Work | undefined
  /** Removes and returns the work that comes next, as long as it fits: at most `most`. Work to be passed over stays, and ends nothing. */
  readonly takeWhile: (fits: (work: Work) => boolean | 'pass over', most: number) => readonly Work[]
  /** True if no work is left. */
  readonly isEmpty: () => boolean
}

/** All cases, in the order of the portions. A case without a portion comes last. */
export function createPending(cases: readonly PlannedCase[], order: readonly Portion[] = []): Pending {
  const left: (Work | undefined)[] = [...worksOf(cases, order)]
  /** Every work before this index is taken. */
  let start = 0
  const takeAt = (index: number): void => {
    left[index] = undefined
    while (start < left.length && left[start] === undefined) start += 1
  }
  return {
    take(mayRun) {
      for (let index = start; index < left.length; index += 1) {
        const work = left[index]
        if (work === undefined || !mayRun(work.planned)) continue
        takeAt(index)
        return work
      }
      return undefined
    },
    isEmpty: () => start >= left.length,
    takeWhile(fits, most) {
      const taken: Work[] = []
      for (let index = start; index < left.length && taken.length < most; index += 1) {
        const work = left[index]
        if (work === undefined) continue
        const fit = fits(work)
        if (fit === false) break
        if (fit === 'pass over') continue
        taken.push(work)
        takeAt(index)
      }
      return taken
    },
  }
}

function worksOf(cases: readonly PlannedCase[], order: readonly Portion[]): readonly Work[] {
  const byId = new Map(cases.map((planned) => [planned.id, planned]))
  const ordered = order.flatMap(({ id, from, to }): readonly Work[] => {
    const planned = byId.get(id)
    return planned === undefined ? [] : [{ planned, from, to }]
  })
  const whole = new Set(ordered.flatMap(({ planned, to }) => (to === undefined ? [planned] : [])))
  return [...ordered, ...cases.flatMap((planned) => (whole.has(planned) ? [] : [{ planned, from: 0, to: undefined }]))]
}
