import type { ResultStatus } from '../../report/report.ts'

/** A case that may still run, with the estimated count of its requests. */
export interface Weighed {
  readonly id: string
  readonly property: boolean
  readonly requests: number
}

/** The estimated time until the end of a run. */
export interface TimeLeft {
  readonly finished: (result: {
    readonly id: string
    readonly status: ResultStatus
    readonly durationMs: number
  }) => void
  /** In milliseconds, without the time since the last result; undefined before enough was measured. */
  readonly left: () => number | undefined
}

/** The least count of results, and the least share of all estimated requests, before a time is told. */
const RESULTS = 20
const SHARE = 0.05

interface Sums {
  open: number
  done: number
  milliseconds: number
}

/**
 * Corrects the estimated requests by the measured time of finished cases. Properties and other cases have sums of their own,
 * because the estimate of a property is rough. `lanes` run side by side.
 */
export function createTimeLeft(cases: readonly Weighed[], lanes: number): TimeLeft {
  const open = new Map(cases.map((weighed) => [weighed.id, weighed]))
  const sums = { property: emptySums(), other: emptySums() }
  const sumsOf = ({ property }: Weighed): Sums => (property ? sums.property : sums.other)
  for (const weighed of cases) sumsOf(weighed).open += weighed.requests
  let results = 0
  return {
    finished({ id, status, durationMs }) {
      const weighed = open.get(id)
      if (weighed === undefined) return
      open.delete(id)
      const own = sumsOf(weighed)
      own.open -= weighed.requests
      // A skipped case tells nothing about the time of the others.
      if (status === 'skip') return
      results += 1
      own.done += weighed.requests
      own.milliseconds += durationMs
    },
    left() {
      const both = Object.values(sums)
      const [done, rest] = [total(both, 'done'), total(both, 'open')]
      if (open.size > 0 && (results < RESULTS || done < SHARE * (done + rest))) return undefined
      const pace = total(both, 'milliseconds') / Math.max(1, done)
      const times = both.map((own) => own.open * (own.done === 0 ? pace : own.milliseconds / own.done))
      return times.reduce((sum, time) => sum + time, 0) / Math.max(1, lanes)
    },
  }
}

function emptySums(): Sums {
  return { open: 0, done: 0, milliseconds: 0 }
}

function total(sums: readonly Sums[], name: keyof Sums): number {
  return sums.reduce((sum, own) => sum + own[name], 0)
}
