import type { PlannedCase } from '../../plan/planned-case.ts'
import { historyOf } from '../../draw/history/history.ts'
import { placeOf } from '../../draw/history/states.ts'
import type { Example } from '../../draw/property-source.ts'
import type { HistoryFailure } from '../session/attempt.ts'
import { newFindings, signatureOf, type TriedExample } from '../session/property-findings.ts'
import { runCase, type CaseContext } from './run-case.ts'
import { scrub } from './scrub.ts'

/** The most requests for shrinking one counterexample, as a count. */
export const SHRINKING = 400
/** The same count for a target on another machine. */
export const REMOTE_SHRINKING = 200

/** The smallest failing example, and the count of shrinks that led there. */
export interface Shrunk extends TriedExample {
  readonly shrinks: number
  /** The signature of the finding that it shows. */
  readonly wanted: string
}

/**
 * Searches for the smallest value with the same failure. Each failing smaller value is the start of the next search. The search
 * ends when no smaller value fails, or with the budget of requests.
 */
export async function shrinkExample(planned: PlannedCase, failed: TriedExample, context: CaseContext): Promise<Shrunk> {
  const shrinking: Shrinking = {
    planned,
    context,
    wanted: worstOf(failed),
    budget: { left: context.session.shrinking },
    failed: failed.example,
    passed: new Set(),
    open: { inARow: 0 },
  }
  return planned.property?.history === undefined
    ? smallestFrom({ ...failed, shrinks: 0 }, shrinking)
    : shrinkHistory(failed, shrinking)
}

/** The smallest example that shrinking of a failing one comes to. */
async function smallestFrom(failing: Omit<Shrunk, 'wanted'>, shrinking: Shrinking): Promise<Shrunk> {
  let smallest = failing
  for (;;) {
    const smaller = await firstFailing(smallest.example, shrinking)
    if (smaller === undefined) return { ...smallest, wanted: shrinking.wanted }
    smallest = { ...smaller, shrinks: smallest.shrinks + 1 }
  }
}

/**
 * A history ends with its failure. Requests before the history may have made it fail, and then no shorter one fails. So it has to fail once
 * more, after writes that clear what the target remembers. For a long one this is dear, and short histories are tried before: those around
 * the member that is wrong, then all others.
 */
async function shrinkHistory(failed: TriedExample, shrinking: Shrinking): Promise<Shrunk> {
  const { budget, planned, context } = shrinking
  const asFailed = { ...endedBy(failed, shrinking), wanted: shrinking.wanted }
  const example = cutOff(failed, shrinking) ?? failed.example
  const length = lengthOf(example)
  if (length > LONG && budget.left > SCRUBBING) {
    await scrubFor(shrinking)
    const place = wrongPlace(failed, example, shrinking)
    const short =
      (place === undefined ? undefined : await firstFailing(example, shrinking, ({ about }) => about === place)) ??
      (await firstFailing(example, shrinking, (one) => one.about === undefined && lengthOf(one) * 2 < length))
    if (short !== undefined) return smallestFrom({ ...short, shrinks: 1 }, shrinking)
  }
  if (budget.left < SCRUBBING + length || context.session.signal.aborted || context.session.budget.isUsed())
    return asFailed
  await scrubFor(shrinking)
  const attempt = await runCase(planned, { ...context, example, keep: true })
  budget.left -= Math.max(1, attempt.exchanges.length)
  const repeated = { example, attempt, fresh: newFindings(attempt, example, new Set()) }
  if (worstIn(repeated.fresh)?.level !== worstIn(failed.fresh)?.level) return asFailed
  const again: Shrinking = { ...shrinking, wanted: worstOf(repeated), passed: new Set() }
  return smallestFrom(endedBy(repeated, again), again)
}

/** The place of the member that the failure of a history shows as wrong; undefined for a failure of no member. */
function wrongPlace(failed: TriedExample, example: Example, shrinking: Shrinking): string | undefined {
  const key = failureOf(failed, shrinking)?.key
  const last = historyOf(example).at(-1)
  return key === undefined || last === undefined ? undefined : placeOf({ ...last, key })
}

/** The steps from which a history is long, as a count. */
const LONG = 12

function lengthOf(example: Example): number {
  return historyOf(example).length
}

/** A failed history, without the steps after its failure where none of them was sent. */
function endedBy(tried: TriedExample, shrinking: Shrinking): Omit<Shrunk, 'wanted'> {
  const cut = worstIn(tried.fresh)?.level === 'must' ? cutOff(tried, shrinking) : undefined
  return { ...tried, ...(cut === undefined ? {} : { example: cut }), shrinks: cut === undefined ? 0 : 1 }
}

/** The signature that a smaller value must show: that of the first finding of the highest level. */
export function worstOf({ fresh, example }: TriedExample): string {
  const worst = worstIn(fresh)
  return worst === undefined ? '' : signatureOf(worst, example)
}

function worstIn(findings: TriedExample['fresh']): TriedExample['fresh'][number] | undefined {
  return findings.find(({ level }) => level === 'must') ?? findings.find(({ level }) => level === 'should')
}

interface Shrinking {
  readonly planned: PlannedCase
  readonly context: CaseContext
  readonly wanted: string
  /** The example that failed first. */
  readonly failed: Example
  /** Examples that passed, as JSON: shrinking comes to the same example in several ways. */
  readonly passed: Set<string>
  readonly budget: { left: number }
  /** Attempts in a row that had no verdict, as a count. */
  readonly open: { inARow: number }
}

/** The attempts without a verdict in a row that end shrinking: no delete of the target may work, and no further attempt would begin. */
const MOST_OPEN = 2

/** The first smaller example that fails in the same way, among those that hold and that the budget has room for. */
async function firstFailing(
  example: Example,
  shrinking: Shrinking,
  holds: (smaller: Example) => boolean = ({ about }) => about === undefined,
): Promise<TriedExample | undefined> {
  const { budget, context, planned } = shrinking
  const { session } = context
  const isHistory = planned.property?.history !== undefined
  for (const smaller of example.shrinks()) {
    if (budget.left <= 0 || shrinking.open.inARow >= MOST_OPEN) return undefined
    if (session.signal.aborted || session.budget.isUsed()) return undefined
    if (!holds(smaller) || (isHistory && budget.left < 2 * lengthOf(smaller) + SCRUBBING)) continue
    const tried = await tryExample(smaller, shrinking)
    if (tried !== undefined) return tried
  }
  return undefined
}

/** The example and its attempt where it fails in the same way; undefined otherwise. A history has to fail twice. */
async function tryExample(example: Example, shrinking: Shrinking): Promise<TriedExample | undefined> {
  const { planned, passed } = shrinking
  const text = textOf(example)
  if (text !== undefined && passed.has(text)) return undefined
  const tried = await fireExample(example, shrinking)
  if (tried === undefined && text !== undefined) passed.add(text)
  if (tried === undefined || planned.property?.history === undefined) return tried
  await scrubFor(shrinking)
  const again = await fireExample(example, shrinking)
  if (again === undefined && text !== undefined) passed.add(text)
  return again
}

/** The request of an example, as JSON; undefined for bytes, which a decoded text does not tell apart. */
function textOf({ value, variations, bytes }: Example): string | undefined {
  return bytes === undefined ? JSON.stringify([value, variations ?? []]) : undefined
}

async function scrubFor({ planned, context, failed, budget }: Shrinking): Promise<void> {
  await scrub(planned, failed, context)
  budget.left -= SCRUBBING
}

/** The expected requests of one scrub, as a count. */
const SCRUBBING = 6

async function fireExample(
  example: Example,
  { planned, context, wanted, budget, open }: Shrinking,
): Promise<TriedExample | undefined> {
  const attempt = await runCase(planned, { ...context, example, keep: true })
  budget.left -= Math.max(1, attempt.exchanges.length)
  open.inARow = attempt.inconclusive === undefined ? 0 : open.inARow + 1
  const fresh = newFindings(attempt, example, new Set())
  return fresh.some((finding) => signatureOf(finding, example) === wanted) ? { example, attempt, fresh } : undefined
}

/** A failed history without the steps after its failure; undefined for other examples. */
function cutOff(tried: TriedExample, shrinking: Shrinking): Example | undefined {
  const failure = failureOf(tried, shrinking)
  // A cut history is the beginning of the one that failed first.
  return failure === undefined ? undefined : shrinking.failed.cut?.(failure.steps)
}

/** The circumstances of the failure of a history; undefined for other examples. */
function failureOf({ example, attempt }: TriedExample, { wanted }: Shrinking): HistoryFailure | undefined {
  return attempt.failures[attempt.findings.findIndex((finding) => signatureOf(finding, example) === wanted)]
}
