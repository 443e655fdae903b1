import { isDeepStrictEqual } from 'node:util'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Portion } from '../plan/portion.ts'

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
  /** Removes and returns the declared rows of the same case and set-up that come next: at most `most`. */
  readonly takeAlike: (first: PlannedCase, most: number) => readonly PlannedCase[]
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
    takeAlike(first, most) {
      const alike: PlannedCase[] = []
      for (let index = start; index < left.length && alike.length < most; index += 1) {
        const work = left[index]
        if (work === undefined) continue
        if (!isAlike(work.planned, first)) break
        alike.push(work.planned)
        takeAt(index)
      }
      return alike
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

/** True for two declared rows of one case that start from the same members. */
function isAlike(one: PlannedCase, other: PlannedCase): boolean {
  return (
    one.property === undefined &&
    other.property === undefined &&
    one.template === other.template &&
    one.payload === other.payload &&
    isDeepStrictEqual(one.given, other.given) &&
    isDeepStrictEqual(one.needs, other.needs)
  )
}
