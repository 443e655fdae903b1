import type { Example } from '../../draw/property-source.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { chosenOf } from '../../plan/draw/vary-request.ts'
import type { Attempt } from '../session/attempt.ts'
import { isMust, noveltyOf, signatureOf, type TriedExample } from '../session/property-findings.ts'
import type { CaseContext } from './run-case.ts'
import type { Session } from '../session/session.ts'
import { shrinkExample, worstOf } from './shrink-example.ts'

/** The cases that show a cause before another counterexample of the cause is of no use, as a count. */
const ENOUGH = 3

/** The findings of a property so far. */
export interface Gathering {
  readonly planned: PlannedCase
  readonly context: CaseContext
  readonly gathered: Attempt
  /** The signatures of all findings so far. */
  readonly known: Set<string>
  /** The examples that show findings beside the counterexample, by their paths. */
  readonly others: Map<string, Example>
}

/** True if enough other cases have shown the causes of these findings: a smaller counterexample tells nothing new. */
export function isTold(findings: TriedExample['fresh'], { causes }: Session): boolean {
  return findings.every(({ level, cause }) => level === 'observe' || (causes.get(cause) ?? 0) >= ENOUGH)
}

/** Adds the findings of an example to the result. The first example that fails, and the first that does after one that warns, is shrunk first. */
export async function adopt(
  { planned, context, gathered, known, others }: Gathering,
  tried: TriedExample,
  { isShrunk = true }: { readonly isShrunk?: boolean } = {},
): Promise<void> {
  const wasSent = tried.attempt.drawnExchange !== undefined
  const before = gathered.counterexample
  const isWorse = before !== undefined && !gathered.findings.some(isMust) && tried.fresh.some(isMust)
  const first = (before === undefined || isWorse) && wasSent && tried.fresh.some(({ level }) => level !== 'observe')
  const isReplay = planned.property?.path !== undefined
  const isSearched = isShrunk && first && !isReplay && !isTold(tried.fresh, context.session)
  const asTried = { ...tried, shrinks: 0, wanted: worstOf(tried) }
  const smallest = isSearched ? await shrinkExample(planned, tried, context) : asTried
  for (const finding of smallest.fresh) known.add(noveltyOf(finding, smallest.example, smallest.attempt))
  if (first) dropRepeated(gathered, smallest)
  const offset = gathered.exchanges.length
  const worst = smallest.fresh.findIndex((each) => signatureOf(each, smallest.example) === smallest.wanted)
  const subject = gathered.findings.length + Math.max(0, worst)
  const shown = smallest.fresh.some(({ level }) => level !== 'observe')
  if (shown) gathered.exchanges.push(...smallest.attempt.exchanges)
  for (const { exchange, ...finding } of smallest.fresh)
    gathered.findings.push({
      ...finding,
      ...(exchange === undefined || !shown ? {} : { exchange: offset + exchange }),
      ...(smallest.attempt.drawnExchange === undefined ? {} : { path: smallest.example.path }),
    })
  if (!first) {
    if (shown && wasSent) others.set(smallest.example.path, smallest.example)
    return
  }
  if (before !== undefined) others.set(before.example.path, before.example)
  const sent = smallest.attempt.drawnExchange
  gathered.counterexample = {
    example: smallest.example,
    shrinks: smallest.shrinks,
    variations: chosenOf(planned.property?.forall?.variations, smallest.example.variations),
    finding: subject,
    declared: undefined,
    exchange: sent === undefined ? undefined : offset + sent,
    ...(planned.property?.history === undefined
      ? {}
      : { steps: { from: offset, count: smallest.attempt.exchanges.length } }),
  }
}

/** Drops findings from before any drawn value that the counterexample shows too: it tells more. */
function dropRepeated({ findings }: Attempt, { fresh, example }: TriedExample): void {
  const shown = new Set(fresh.map((finding) => signatureOf(finding, example)))
  const left = findings.filter((one) => one.path !== undefined || !shown.has(signatureOf(one, example)))
  findings.splice(0, findings.length, ...left)
}
