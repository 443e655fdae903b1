import type { PlannedCase } from '../plan/planned-case.ts'
import type { Example } from '../draw/property-source.ts'
import { newFindings, signatureOf, type Tried } from './property-findings.ts'
import { runCase, type Running } from './run-case.ts'

/** The most requests for shrinking one counterexample, as a count. */
export const SHRINKING = 400

/** The smallest failing example, and the count of shrinks that led there. */
export interface Shrunk extends Tried {
  readonly shrinks: number
}

/**
 * Searches for the smallest value with the same failure. Each failing smaller value is the start of the next search. The search
 * ends when no smaller value fails, or with the budget of requests.
 */
export async function shrinkExample(planned: PlannedCase, failed: Tried, running: Running): Promise<Shrunk> {
  const wanted = worstOf(failed)
  const budget = { left: SHRINKING }
  let smallest: Shrunk = { ...failed, shrinks: 0 }
  for (;;) {
    const smaller = await firstFailing(smallest.example, { planned, running, wanted, budget })
    if (smaller === undefined) return smallest
    smallest = { ...smaller, shrinks: smallest.shrinks + 1 }
  }
}

/** The signature that a smaller value must show: that of the first finding of the highest level. */
export function worstOf({ fresh, example }: Tried): string {
  const worst = fresh.find(({ level }) => level === 'must') ?? fresh.find(({ level }) => level === 'should')
  return worst === undefined ? '' : signatureOf(worst, example)
}

interface Shrinking {
  readonly planned: PlannedCase
  readonly running: Running
  readonly wanted: string
  readonly budget: { left: number }
}

async function firstFailing(example: Example, shrinking: Shrinking): Promise<Tried | undefined> {
  const { planned, running, wanted, budget } = shrinking
  const { session } = running
  for (const smaller of example.shrinks()) {
    if (budget.left <= 0 || session.signal.aborted || session.budget.isUsed()) return undefined
    const attempt = await runCase(planned, { ...running, example: smaller, keep: true })
    budget.left -= Math.max(1, attempt.exchanges.length)
    const fresh = newFindings(attempt, smaller, new Set())
    if (fresh.some((finding) => signatureOf(finding, smaller) === wanted)) return { example: smaller, attempt, fresh }
  }
  return undefined
}
