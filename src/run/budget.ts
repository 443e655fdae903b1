import type { BudgetLimit } from '../report/report.ts'

/** The part of its budget that a run has left. */
export interface Budget {
  /** False for a run without a budget. */
  readonly isLimited: boolean
  /** True where so many more requests fit, beside those that the clean-up needs. */
  readonly allows: (requests: number) => boolean
  /** True where the budget is used. */
  readonly isUsed: () => boolean
}

/** The measurements that a budget rests on. */
export interface Spending {
  /** Requests that were sent. */
  readonly sent: () => number
  /** The time in milliseconds. */
  readonly now: () => number
  /** Requests that a clean-up would send at this moment. */
  readonly reserve: () => number
}

/** A budget that starts now. */
export function createBudget(limit: BudgetLimit, { sent, now, reserve }: Spending): Budget {
  const { requests = Infinity, ms = Infinity } = limit
  const started = now()
  /** Milliseconds of one request so far, with its waits for the rate of the run and for limits of the target. */
  const pace = (): number => (sent() === 0 ? 0 : (now() - started) / sent())
  const left = (): number => Math.min(requests - sent(), timeLeft())
  /** The time that is left, as requests at the pace so far. */
  const timeLeft = (): number => {
    const rest = ms - (now() - started)
    return rest <= 0 || pace() === 0 ? (rest <= 0 ? 0 : Infinity) : rest / pace()
  }
  return {
    isLimited: true,
    allows: (next) => left() >= next + reserve(),
    isUsed: () => left() <= reserve(),
  }
}

/** The budget of a run without a limit. */
export const NO_LIMIT: Budget = { isLimited: false, allows: () => true, isUsed: () => false }
