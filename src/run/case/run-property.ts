import type { Example, PropertySource } from '../../draw/property-source.ts'
import { UndrawableSchema } from '../../draw/undrawable-schema.ts'
import { BATCH } from '../../plan/order/batch-form.ts'
import { drawCase } from '../../plan/draw/draw-case.ts'
import { openProperty } from '../../plan/draw/open-property.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { adopt, isTold, type Gathering } from './adopt-findings.ts'
import { type Attempt, createAttempt, leaveOpen } from '../session/attempt.ts'
import { affordableCount, withReserved } from '../session/cut.ts'
import { cleanUp } from '../step/clean-up.ts'
import { declareCounterexample } from './declare-counterexample.ts'
import { mergeJudged } from '../session/judged.ts'
import { openExamples, type PropertyExamples } from './property-examples.ts'
import { isMust, newFindings } from '../session/property-findings.ts'
import { type Batch, runBatch, type Shot } from './run-batch.ts'
import { claimedBy, reasonToSkip, runCase, type CaseContext } from './run-case.ts'
import { isHuge } from './unreadable-answers.ts'
import { shownOnlyTogether, suspectsIn } from './suspects.ts'

/** After a failure the property continues with other examples. This count of consecutive examples without a new finding ends it. */
const MOST_IDLE = 12
/** The same limit after a failure that other cases have shown already. */
const MOST_IDLE_ONCE_TOLD = 2

/** A property under way. Its examples may be tried in several portions, with other cases in between. */
export interface PropertyRun extends Gathering {
  readonly context: CaseContext
  /** Undefined where no values can be drawn. */
  readonly examples: PropertyExamples | undefined
  /** Consecutive examples without a new finding, after the first failure. */
  idle: number
  /** The count of idle examples that ends the property. */
  mostIdle: number
  /** Examples tried. */
  tried: number
  /** The reason why examples were left out; undefined where none were. */
  withheld: string | undefined
  /** Examples left out for it. */
  leftOut: number
  /** True if no other example is tried. */
  ended: boolean
}

/** Opens the values of a property. A property without values is skipped with the reason. */
export async function startProperty(planned: PlannedCase, context: CaseContext): Promise<PropertyRun> {
  const gathered = createAttempt(context.lane, [])
  gathered.skipped = reasonToSkip(planned, context.lane)
  const source = gathered.skipped === undefined ? await openSource(planned, context, gathered) : undefined
  const { property } = planned
  return {
    planned,
    context,
    gathered,
    known: new Set(),
    others: new Map(),
    examples:
      source === undefined || property === undefined ? undefined : openExamples(source, property, context.session),
    idle: 0,
    mostIdle: MOST_IDLE,
    tried: 0,
    withheld: undefined,
    leftOut: 0,
    ended: gathered.skipped !== undefined,
  }
}

async function openSource(
  planned: PlannedCase,
  { session }: CaseContext,
  gathered: Attempt,
): Promise<PropertySource | undefined> {
  if (planned.property === undefined) return undefined
  try {
    return await openProperty(planned.property, planned, session)
  } catch (error) {
    if (!(error instanceof UndrawableSchema)) throw error
    gathered.skipped = error.message
    return undefined
  }
}

/** Tries the examples that are aimed at. A property with a finding is tried to its end at once. */
export async function continueProperty(run: PropertyRun): Promise<void> {
  const { planned, context, gathered } = run
  if (gathered.skipped !== undefined) return
  try {
    await tryExamples(run)
    run.examples?.aimAt()
    if (gathered.findings.some(({ level }) => level !== 'observe')) await tryExamples(run)
  } catch (error) {
    if (!(error instanceof UndrawableSchema)) throw error
    run.ended = true
    if (gathered.findings.length === 0) gathered.skipped = error.message
  } finally {
    for (const key of claimedBy(planned)) gathered.touched.add(key)
    await cleanUp(planned, gathered, { session: context.session, keep: [] })
  }
  if (run.examples?.isDone() === true) run.ended = true
}

/** The result of a property after its last example: one attempt with all findings. */
export async function finishProperty(run: PropertyRun): Promise<Attempt> {
  const { planned, context, gathered, tried, ended } = run
  // A few examples that write nothing say little of a property about writes.
  if (run.leftOut >= tried && gathered.findings.length === 0 && run.withheld !== undefined) {
    gathered.skipped ??= run.withheld
    gathered.judged.clear()
  }
  if (ended && tried === 0 && gathered.skipped === undefined)
    gathered.inconclusive ??= `${planned.id} has no example with the path ${planned.property?.path ?? ''} at this seed`
  const { counterexample } = gathered
  if (counterexample === undefined || context.session.signal.aborted) return gathered
  const wanted = gathered.findings[counterexample.finding]
  const declared = await declareCounterexample(planned, { example: counterexample.example, wanted }, context)
  gathered.counterexample = { ...counterexample, declared }
  await declareOthers(run, wanted?.cause)
  return gathered
}

/** The most causes beside that of the counterexample whose examples are declared as cases, as a count. */
const MOST_DECLARED = 2

/** Declares examples that show other causes than the counterexample as cases, one a cause. A history that is not shortened is too long. */
async function declareOthers({ planned, context, gathered, others }: PropertyRun, told = ''): Promise<void> {
  const { session } = context
  if (planned.property?.history !== undefined) return
  const causes = new Set([told])
  for (const [index, finding] of gathered.findings.entries()) {
    const example = others.get(finding.path ?? '')
    if (example === undefined || finding.level === 'observe' || causes.has(finding.cause)) continue
    if (isTold([finding], session) || causes.size > MOST_DECLARED || session.signal.aborted) continue
    causes.add(finding.cause)
    const declared = await declareCounterexample(planned, { example, wanted: finding }, context)
    if (declared !== undefined) gathered.findings[index] = { ...finding, declared }
  }
}

/** Runs a case with each example in turn: boundaries first, then random values. Returns one attempt with all new findings. */
export async function runProperty(planned: PlannedCase, context: CaseContext): Promise<Attempt> {
  const run = await startProperty(planned, context)
  await continueProperty(run)
  return finishProperty(run)
}

async function tryExamples(run: PropertyRun): Promise<void> {
  const { planned, context, examples } = run
  const { session } = context
  while (!isEnding(run)) {
    // A history is a whole of its own, and shares no set-up.
    const most = planned.property?.history === undefined ? BATCH : 1
    // No wait for room here: this lane holds the shared lock, and another could wait for the lock with requests set aside.
    const taken = examples?.take(affordableCount(planned, session, most)) ?? []
    if (taken.length === 0) return
    const isTolerated = (example: Example): boolean => context.session.tolerated.has(ruleOf(planned, example))
    const together = taken.filter((example) => !isTolerated(example))
    await withReserved({ planned, count: taken.length }, context.session, async () => {
      const batch = together.length > 1 ? await runBatch(shotsOf(planned, together, context), context) : undefined
      if (batch === undefined || isEnding(run)) await tryEach(together, run)
      else await lookAgain(batch, together, run)
      // An accepted write changes the state that the other requests of a batch rely on.
      await tryEach(taken.filter(isTolerated), run)
    })
  }
}

/** The rule that an example breaks, and the case that tries it. */
function ruleOf({ template }: PlannedCase, { broken }: Example): string {
  return `${template} ${broken?.rule ?? ''}`
}

function shotsOf(planned: PlannedCase, examples: readonly Example[], { session }: CaseContext): readonly Shot[] {
  return examples.map((example) => ({ planned, drawn: drawCase(planned, session.contract, example), example }))
}

/** True if no further example is tried. */
function isEnding(run: PropertyRun): boolean {
  const { gathered, context } = run
  if (context.session.signal.aborted) gathered.inconclusive ??= 'the run was interrupted'
  if (gathered.inconclusive !== undefined || gathered.skipped !== undefined || run.idle >= run.mostIdle)
    run.ended = true
  return run.ended
}

/** Runs each example alone. */
async function tryEach(examples: readonly Example[], run: PropertyRun): Promise<void> {
  for (const example of examples) {
    if (isEnding(run)) return
    await note(run, example, await runCase(run.planned, { ...run.context, example, keep: true }))
  }
}

/** Accepts the outcome of a batch, except for examples with news: each of them is run alone, so that a finding names its request. */
async function lookAgain(batch: Batch, examples: readonly Example[], run: PropertyRun): Promise<void> {
  const { gathered, planned, context } = run
  const suspects = suspectsIn(batch, examples, run)
  for (const index of batch.accepted) {
    const example = examples[index]
    if (example !== undefined) context.session.tolerated.add(ruleOf(planned, example))
  }
  for (const [index, example] of examples.entries()) {
    const attempt = batch.attempts[index]
    if (attempt !== undefined && !suspects.includes(example)) await note(run, example, attempt)
  }
  const [first] = examples
  if (first !== undefined && suspects.length < examples.length) await note(run, first, batch.shared)
  const musts = gathered.findings.filter(isMust).length
  await tryEach(suspects, run)
  if (gathered.findings.filter(isMust).length > musts || gathered.inconclusive !== undefined) return
  const together = shownOnlyTogether(batch, examples, run)
  if (together === undefined) return
  gathered.passedAlone ||= !gathered.findings.some(isMust)
  await adopt(run, together, { isShrunk: false })
}

/** Adds the outcome of one example. */
async function note(run: PropertyRun, example: Example, attempt: Attempt): Promise<void> {
  const { gathered, known, context } = run
  // Another example may name no key of another client.
  if (attempt.withheld) {
    run.withheld ??= attempt.skipped
    run.leftOut += 1
    return
  }
  run.tried += 1
  const fresh = newFindings(attempt, example, known)
  if (fresh.length > 0) run.mostIdle = isTold(fresh, context.session) ? MOST_IDLE_ONCE_TOLD : MOST_IDLE
  // A warning says little about the next values: a server that breaks a should shows it at each of them.
  const isOpen = !gathered.findings.some(isMust)
  run.idle = fresh.length === 0 && gathered.counterexample !== undefined && !isOpen ? run.idle + 1 : 0
  if (attempt.late) gathered.late = true
  mergeJudged(gathered.judged, attempt.judged)
  mergeJudged(gathered.violated, attempt.violated)
  // A target that has answered nothing well yet shows nothing more with other values.
  const isHopeless =
    !context.session.outcome.hasPassed &&
    (attempt.findings.some(({ unreadable }) => unreadable === true) || attempt.exchanges.some(isHuge))
  if (fresh.length > 0) await adopt(run, { example, attempt, fresh }, { isShrunk: !isHopeless })
  if (isHopeless) run.ended = true
  if (fresh.some(isMust)) gathered.passedAlone = false
  if (!fresh.some(isMust)) leaveOpen(gathered, attempt)
  // Another client created a member with a claimed key.
  if (attempt.skipped !== undefined) {
    run.ended = true
    if (gathered.findings.length === 0) gathered.skipped = attempt.skipped
  }
}
