import type { PlannedCase } from '../plan/planned-case.ts'
import type { Example } from '../draw/property-source.ts'
import { newFindings, signatureOf, type Tried } from './property-findings.ts'
import { runCase, type Running } from './run-case.ts'
import { scrub } from './scrub.ts'

/** The most requests for shrinking one counterexample, as a count. */
export const SHRINKING = 400
/** The same count for a target on another machine. */
export const REMOTE_SHRINKING = 200

/** The smallest failing example, and the count of shrinks that led there. */
export interface Shrunk extends Tried {
  readonly shrinks: number
  /** The signature of the finding that it shows. */
  readonly wanted: string
}

/**
 * Searches for the smallest value with the same failure. Each failing smaller value is the start of the next search. The search
 * ends when no smaller value fails, or with the budget of requests.
 */
export async function shrinkExample(planned: PlannedCase, failed: Tried, running: Running): Promise<Shrunk> {
  const budget = { left: running.session.shrinking }
  const repeated = planned.property?.history === undefined ? failed : await repeat(planned, failed, { running, budget })
  const wanted = worstOf(repeated ?? failed)
  if (repeated === undefined) return { ...failed, shrinks: 0, wanted }
  const shrinking: Shrinking = { planned, running, wanted, budget, failed: failed.example, passed: new Set() }
  let smallest: Shrunk = { ...repeated, shrinks: 0, wanted }
  const cut = cutOff(repeated, wanted)
  const shorter = cut === undefined ? undefined : await tryExample(cut, shrinking)
  if (shorter !== undefined) smallest = { ...shorter, shrinks: 1, wanted }
  for (;;) {
    const smaller = await firstFailing(smallest.example, shrinking)
    if (smaller === undefined) return smallest
    smallest = { ...smaller, shrinks: smallest.shrinks + 1, wanted }
  }
}

/**
 * The history once more, after writes that clear what the target remembers. It may have failed by what was sent before it, and then its
 * findings show in no shorter one. Undefined where it no longer fails at the same level.
 */
async function repeat(
  planned: PlannedCase,
  { example, fresh: before }: Tried,
  { running, budget }: Pick<Shrinking, 'running' | 'budget'>,
): Promise<Tried | undefined> {
  if (running.session.signal.aborted || running.session.budget.isUsed()) return undefined
  await scrub(planned, example, running)
  const attempt = await runCase(planned, { ...running, example, keep: true })
  budget.left -= SCRUBBING + Math.max(1, attempt.exchanges.length)
  const fresh = newFindings(attempt, example, new Set())
  return worstIn(fresh)?.level === worstIn(before)?.level ? { example, attempt, fresh } : undefined
}

/** The signature that a smaller value must show: that of the first finding of the highest level. */
export function worstOf({ fresh, example }: Tried): string {
  const worst = worstIn(fresh)
  return worst === undefined ? '' : signatureOf(worst, example)
}

function worstIn(findings: Tried['fresh']): Tried['fresh'][number] | undefined {
  return findings.find(({ level }) => level === 'must') ?? findings.find(({ level }) => level === 'should')
}

interface Shrinking {
  readonly planned: PlannedCase
  readonly running: Running
  readonly wanted: string
  /** The example that failed first. */
  readonly failed: Example
  /** Histories that passed, as JSON: shortening comes to the same history in several ways. */
  readonly passed: Set<string>
  readonly budget: { left: number }
}

async function firstFailing(example: Example, shrinking: Shrinking): Promise<Tried | undefined> {
  const { budget, running } = shrinking
  const { session } = running
  for (const smaller of example.shrinks()) {
    if (budget.left <= 0 || session.signal.aborted || session.budget.isUsed()) return undefined
    const tried = await tryExample(smaller, shrinking)
    if (tried !== undefined) return tried
  }
  return undefined
}

/** The example and its attempt where it fails in the same way; undefined otherwise. A history has to fail twice. */
async function tryExample(example: Example, shrinking: Shrinking): Promise<Tried | undefined> {
  const { planned, running, budget, failed, passed } = shrinking
  if (planned.property?.history === undefined) return fireExample(example, shrinking)
  const text = JSON.stringify(example.value)
  if (passed.has(text)) return undefined
  const tried = await fireExample(example, shrinking)
  if (tried === undefined) passed.add(text)
  if (tried === undefined) return undefined
  await scrub(planned, failed, running)
  budget.left -= SCRUBBING
  const again = await fireExample(example, shrinking)
  if (again === undefined) passed.add(text)
  return again
}

/** The expected requests of one scrub, as a count. */
const SCRUBBING = 6

async function fireExample(
  example: Example,
  { planned, running, wanted, budget }: Shrinking,
): Promise<Tried | undefined> {
  const attempt = await runCase(planned, { ...running, example, keep: true })
  budget.left -= Math.max(1, attempt.exchanges.length)
  const fresh = newFindings(attempt, example, new Set())
  return fresh.some((finding) => signatureOf(finding, example) === wanted) ? { example, attempt, fresh } : undefined
}

/** A failed history without the steps after its failure; undefined for other examples. */
function cutOff({ example, attempt }: Tried, wanted: string): Example | undefined {
  const index = attempt.findings.findIndex((finding) => signatureOf(finding, example) === wanted)
  const steps = attempt.stepOf[index]
  return steps === undefined ? undefined : example.cut?.(steps)
}
