import type { BudgetLimit } from '../../report/budget-report.ts'

/** The part of its budget that a run has left. */
export interface Budget {
  /** False for a run without a budget. */
  readonly isLimited: boolean
  /** True where so many more requests fit, beside those that the clean-up needs and those that lanes have set aside. */
  readonly allows: (requests: number) => boolean
  /** Sets requests aside for work that begins: other lanes do not count on them. Returns a function that ends this. */
  readonly setAside: (requests: number) => () => void
  /** Ends when requests that were set aside are free again; undefined where none are set aside. */
  readonly released: () => Promise<void> | undefined
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
    if (rest <= 0) return 0
    return pace() === 0 ? Infinity : rest / pace()
  }
  let aside = 0
  const waiting: (() => void)[] = []
  return {
    isLimited: true,
    allows: (next) => left() >= next + reserve() + aside,
    setAside(count) {
      aside += count
      return () => {
        aside -= count
        for (const resolve of waiting.splice(0)) resolve()
      }
    },
    released: () => (aside === 0 ? undefined : new Promise((resolve) => void waiting.push(resolve))),
    isUsed: () => left() <= reserve(),
  }
}

/** The budget of a run without a limit. */
export const NO_LIMIT: Budget = {
  isLimited: false,
  allows: () => true,
  setAside: () => () => undefined,
  released: () => undefined,
  isUsed: () => false,
}
