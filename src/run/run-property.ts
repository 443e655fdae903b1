import { UndrawableSchema } from '../draw/undrawable-schema.ts'
import { openProperty } from '../plan/open-property.ts'
import type { PlannedCase, PlannedProperty } from '../plan/planned-case.ts'
import { replayExample } from '../draw/follow-path.ts'
import type { Example, PropertySource } from '../draw/property-source.ts'
import type { Session } from './session.ts'
import { type Attempt, createAttempt } from './attempt.ts'
import { isMust, newFindings, signatureOf, type Tried } from './property-findings.ts'
import { cleanUp } from './clean-up.ts'
import { declareCounterexample } from './declare-counterexample.ts'
import { claimedBy, reasonToSkip, runCase, type Running } from './run-case.ts'
import { shrinkExample, worstOf } from './shrink-example.ts'

/** After a failure the property continues with other examples. This count of consecutive examples without a new finding ends it. */
const MOST_IDLE = 12
/** The same limit after a failure that other cases have shown already. */
const MOST_IDLE_ONCE_TOLD = 2
/** The cases that show a cause before another counterexample of the cause is of no use, as a count. */
const ENOUGH = 3

/** Runs a case with each example in turn: boundaries first, then random values. Returns one attempt with all new findings. */
export async function runProperty(planned: PlannedCase, running: Running): Promise<Attempt> {
  const { lane, session } = running
  const property = planned.property
  const gathered = createAttempt(lane, [])
  gathered.skipped = reasonToSkip(planned, lane)
  if (gathered.skipped !== undefined || property === undefined) return gathered
  const known = new Set<string>()
  try {
    const source = await openProperty(property, planned, session)
    await tryExamples({ planned, source, property, running, known, gathered })
  } catch (error) {
    if (!(error instanceof UndrawableSchema)) throw error
    if (gathered.findings.length === 0) gathered.skipped = error.message
  } finally {
    for (const key of claimedBy(planned)) gathered.touched.add(key)
    await cleanUp(planned, gathered, { session, keep: [] })
  }
  const { counterexample } = gathered
  if (counterexample !== undefined && !session.signal.aborted) {
    const wanted = gathered.findings[counterexample.finding]
    const declared = await declareCounterexample(planned, { example: counterexample.example, wanted }, running)
    gathered.counterexample = { ...counterexample, declared }
  }
  return gathered
}

interface Trying extends Adopting {
  readonly source: PropertySource
  readonly gathered: Attempt
}

async function tryExamples(trying: Trying): Promise<void> {
  const { planned, source, property, running, known, gathered } = trying
  const { session } = running
  let idle = 0
  let tried = 0
  let most = MOST_IDLE
  for (const example of examplesOf(source, property, session)) {
    if (session.signal.aborted) gathered.inconclusive ??= 'the run was interrupted'
    if (gathered.inconclusive !== undefined || idle >= most) break
    tried += 1
    const attempt = await runCase(planned, { ...running, example, keep: true })
    const fresh = newFindings(attempt, example, known)
    if (fresh.length > 0) most = isTold(fresh, session) ? MOST_IDLE_ONCE_TOLD : MOST_IDLE
    idle = fresh.length === 0 && gathered.counterexample !== undefined ? idle + 1 : 0
    if (attempt.late) gathered.late = true
    for (const requirement of attempt.judged) gathered.judged.add(requirement)
    if (fresh.length > 0) await adopt(gathered, { example, attempt, fresh }, trying)
    if (!fresh.some(isMust)) gathered.inconclusive ??= attempt.inconclusive
    // Another client created a member with a claimed key.
    if (attempt.skipped !== undefined && gathered.findings.length === 0) gathered.skipped = attempt.skipped
    if (attempt.skipped !== undefined) break
  }
  if (tried === 0)
    gathered.inconclusive ??= `${planned.id} has no example with the path ${property.path ?? ''} at this seed`
}

/** The examples of this run's share. A value outside a body, such as a flag, is tried once. */
function* examplesOf(
  source: PropertySource,
  { drawing, path }: PlannedProperty,
  { runs, share }: Session,
): Iterable<Example> {
  if (path !== undefined) {
    const only = replayExample(source, path)
    if (only !== undefined) yield only
    return
  }
  const tried = new Set<unknown>()
  const values = Math.max(source.boundaries, runs)
  // A source with fewer values than shares gives each share one value.
  for (let index = share.part % values; index < values; index += share.of) {
    const example = source.example(index)
    if (drawing.part !== 'body' && tried.size === tried.add(JSON.stringify(example.value)).size) continue
    yield example
  }
}

/** True if enough other cases have shown the causes of these findings: a smaller counterexample tells nothing new. */
function isTold(findings: Tried['fresh'], { causes }: Session): boolean {
  return findings.every(({ level, cause }) => level === 'observe' || (causes.get(cause) ?? 0) >= ENOUGH)
}

interface Adopting {
  readonly planned: PlannedCase
  readonly property: PlannedProperty
  readonly running: Running
  readonly known: Set<string>
}

/** Adds the findings of an example to the result. The first failing example is shrunk first. */
async function adopt(gathered: Attempt, tried: Tried, adopting: Adopting): Promise<void> {
  const { planned, property, running, known } = adopting
  const wasSent = tried.attempt.drawnExchange !== undefined
  const first = gathered.counterexample === undefined && wasSent && tried.fresh.some(({ level }) => level !== 'observe')
  const isReplay = property.path !== undefined
  const isShrunk = first && !isReplay && !isTold(tried.fresh, running.session)
  const smallest = isShrunk ? await shrinkExample(planned, tried, running) : { ...tried, shrinks: 0 }
  for (const finding of smallest.fresh) known.add(signatureOf(finding, smallest.example))
  const offset = gathered.exchanges.length
  const wanted = worstOf(tried)
  const worst = smallest.fresh.findIndex((each) => signatureOf(each, smallest.example) === wanted)
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
  }
}
