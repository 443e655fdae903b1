import type { PlannedCase } from '../plan/planned-case.ts'
import type { Attempt } from './attempt.ts'
import { signatureOf, type Tried } from './property-findings.ts'
import type { Running } from './run-case.ts'
import type { Session } from './session.ts'
import { shrinkExample, worstOf } from './shrink-example.ts'

/** The cases that show a cause before another counterexample of the cause is of no use, as a count. */
const ENOUGH = 3

/** The findings of a property so far. */
export interface Gathering {
  readonly planned: PlannedCase
  readonly running: Running
  readonly gathered: Attempt
  /** The signatures of all findings so far. */
  readonly known: Set<string>
}

/** True if enough other cases have shown the causes of these findings: a smaller counterexample tells nothing new. */
export function isTold(findings: Tried['fresh'], { causes }: Session): boolean {
  return findings.every(({ level, cause }) => level === 'observe' || (causes.get(cause) ?? 0) >= ENOUGH)
}

/** Adds the findings of an example to the result. The first failing example is shrunk first. */
export async function adopt(
  { planned, running, gathered, known }: Gathering,
  tried: Tried,
  { isShrunk = true }: { readonly isShrunk?: boolean } = {},
): Promise<void> {
  const wasSent = tried.attempt.drawnExchange !== undefined
  const first = gathered.counterexample === undefined && wasSent && tried.fresh.some(({ level }) => level !== 'observe')
  const isReplay = planned.property?.path !== undefined
  const isSearched = isShrunk && first && !isReplay && !isTold(tried.fresh, running.session)
  const asTried = { ...tried, shrinks: 0, wanted: worstOf(tried) }
  const smallest = isSearched ? await shrinkExample(planned, tried, running) : asTried
  for (const finding of smallest.fresh) known.add(signatureOf(finding, smallest.example))
  const offset = gathered.exchanges.length
  const worst = smallest.fresh.findIndex((each) => signatureOf(each, smallest.example) === smallest.wanted)
  const subject = gathered.findings.length + Math.max(0, worst)
  const shown = smallest.fresh.some(({ level }) => level !== 'observe')
  if (shown) gathered.exchanges.push(...smallest.attempt.exchanges)
  for (const { exchange, ...finding } of smallest.fresh)
    gathered.findings.push({ ...finding, ...(exchange === undefined || !shown ? {} : { exchange: offset + exchange }) })
  if (!first) return
  const sent = smallest.attempt.drawnExchange
  gathered.counterexample = {
    example: smallest.example,
    shrinks: smallest.shrinks,
    finding: subject,
    declared: undefined,
    exchange: sent === undefined ? undefined : offset + sent,
    ...(planned.property?.history === undefined
      ? {}
      : { steps: { from: offset, count: smallest.attempt.exchanges.length } }),
  }
}
