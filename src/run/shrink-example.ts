import type { PlannedCase } from '../plan/planned-case.ts'
import type { Example } from '../draw/property-source.ts'
import { newFindings, signatureOf, type Tried } from './property-findings.ts'
import { runCase, type Running } from './run-case.ts'

/** How many requests may be spent on making one counterexample smaller. */
export const SHRINKING = 400

export interface Shrunk extends Tried {
  readonly shrinks: number
}

/**
 * Looks for the smallest value that fails in the same way: it goes on from each smaller one that does, trying each in a clean
 * state, until none of the next ones does or the budget of requests is spent.
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

/** The finding that has to stay: the first of the highest level. */
function worstOf({ fresh, example }: Tried): string {
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
  for (const smaller of example.shrinks()) {
    if (budget.left <= 0 || running.session.signal.aborted) return undefined
    const attempt = await runCase(planned, { ...running, example: smaller, keep: true })
    budget.left -= Math.max(1, attempt.exchanges.length)
    const fresh = newFindings(attempt, smaller, new Set())
    if (fresh.some((finding) => signatureOf(finding, smaller) === wanted)) return { example: smaller, attempt, fresh }
  }
  return undefined
}
