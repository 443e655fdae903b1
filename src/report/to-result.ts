import { isReadingMethod } from '../contract/reading-method.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Attempted } from './attempted.ts'
import { type Evidence, maskText, maskValue, type RecordedExchange, toEvidence } from '../secrets/evidence.ts'
import { type Effort, effortOf } from './effort.ts'
import type { EvidenceBudget, ShownCause } from './evidence-budget.ts'
import { failingExchange, withShortBodies } from './failing-exchange.ts'
import { relateFindings } from './relate-findings.ts'
import type { ReportedFinding, Result, ResultStatus } from './report.ts'
import { reportCounterexample } from './counterexample.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { createDigits } from '../secrets/with-zeros.ts'
import { shellQuoted } from '../source/shell-word.ts'

/** The parts of a run that every result needs. */
export interface ResultContext {
  readonly target: string
  readonly secrets: Secrets
  readonly seed: number
  /** The start of a command line that calls the tool, such as `npx --no -- conform`. */
  readonly command: string
  readonly replayFlags: string
  /** True if every result keeps its exchanges. */
  readonly verbose: boolean
  /** Decides which results with findings keep their exchanges. */
  readonly evidence: EvidenceBudget
}

/** A case with its attempt. */
export interface FiredCase {
  readonly planned: Pick<PlannedCase, 'id' | 'title' | 'requirements' | 'location'> &
    Partial<Pick<PlannedCase, 'given' | 'property'>>
  readonly attempt: Attempted
  readonly times: Pick<Result, 'lane' | 'startMs' | 'durationMs' | 'portions'>
  readonly flaky: boolean
}

/** The result of an attempt, with all secrets masked. */
export function toResult({ planned, attempt, times, flaky }: FiredCase, context: ResultContext): Result {
  const status = statusOf(attempt)
  const reason = attempt.skipped ?? attempt.inconclusive
  const findings = relateFindings(attempt.findings)
  const kept = context.verbose || context.evidence.isKept(causesOf(findings, { status, planned, attempt, flaky }))
  const indexes = kept ? [...attempt.exchanges.keys()] : failingExchange(status, findings)
  return {
    id: planned.id,
    title: planned.title,
    status,
    ...(flaky ? { flaky } : {}),
    ...(planned.property === undefined ? {} : { drawn: true }),
    requirements: planned.requirements,
    ...times,
    ...(reason === undefined ? {} : { reason: maskText(reason, context.secrets) }),
    findings: findings.map((finding) => ({
      ...report(finding, operationOf(finding, attempt), { ...context, indexes }),
      ...(isOfEarlierCase(finding, planned, attempt) ? { ofEarlierCase: true } : {}),
      ...ownReplay(finding, planned, { ...context, counterexample: attempt.counterexample }),
    })),
    exchanges: evidenceOf(attempt.exchanges, { ...context, indexes, kept }),
    ...(kept || indexes.length === 0 ? {} : { requests: attempt.exchanges.length }),
    ...(attempt.counterexample === undefined
      ? {}
      : {
          counterexample: reportCounterexample(attempt.counterexample, attempt, {
            ...context,
            expected: planned.requirements,
          }),
        }),
    replay: replayOf(planned, attempt, context),
    location: planned.location,
  }
}

/**
 * The causes that evidence of a result would show; empty for a result without any. Those of a warning count apart: a terminal shows failures
 * first, with what else they show.
 */
function causesOf(
  findings: readonly (Attempted['findings'][number] & Pick<ReportedFinding, 'follows'>)[],
  { status, ...tried }: Omit<FiredCase, 'times'> & Pick<Result, 'status'>,
): readonly ShownCause[] {
  const causes = findings
    .filter(({ level }) => level !== 'observe')
    .map((finding) => ({
      cause: status === 'warn' ? `${status} ${finding.cause}` : finding.cause,
      effort: [finding.follows === true ? 1 : 0, ...effortIn(finding, tried)],
    }))
  return causes.length === 0 && status === 'inconclusive' ? [{ cause: status, effort: [] }] : causes
}

/** The effort that the finding has in a report with all exchanges. */
function effortIn(
  finding: Attempted['findings'][number],
  { planned, attempt, flaky }: Omit<FiredCase, 'times'>,
): Effort {
  const { counterexample, exchanges } = attempt
  const { requirement, timeline, exchange, at, expected } = finding
  const request = exchange === undefined ? undefined : exchanges[exchange]?.request
  return effortOf({
    finding: {
      requirement,
      at,
      expected,
      ...(timeline === undefined ? {} : { timeline }),
      ...(isOfEarlierCase(finding, planned, attempt) ? { ofEarlierCase: true } : {}),
    },
    result: { requirements: planned.requirements, flaky },
    steps: counterexample?.steps?.count,
    isDrawn: counterexample !== undefined || planned.property !== undefined,
    url: request?.path,
    headers: request?.unlike?.length ?? 0,
    isAlone: false,
    before: exchange ?? 0,
  })
}

function replayOf(
  { id }: FiredCase['planned'],
  { counterexample }: Attempted,
  context: ResultContext,
): Result['replay'] {
  const path = counterexample?.example.path
  return {
    command: commandFor(id, path, context),
    seed: context.seed,
    ...(path === undefined ? {} : { path }),
  }
}

/** The command that repeats a case, or one example of a property. */
function commandFor(id: string, path: string | undefined, { seed, command, replayFlags }: ResultContext): string {
  const verb = path === undefined ? 'run' : 'replay'
  const flag = path === undefined ? '' : ` --path ${path}`
  return `${command} ${verb} ${shellQuoted(id)} --seed ${seed}${flag}${replayFlags}`
}

/** The replay and the declared case of a finding that the counterexample of its property does not show. */
function ownReplay(
  { path, declared, level }: Attempted['findings'][number],
  { id }: FiredCase['planned'],
  context: ResultContext & Pick<Attempted, 'counterexample'>,
): Pick<ReportedFinding, 'replay' | 'declaredCase'> {
  const { counterexample, secrets } = context
  if (level === 'observe' || path === counterexample?.example.path) return {}
  return {
    replay: commandFor(id, path, context),
    ...(declared === undefined ? {} : { declaredCase: secrets.mask(declared) }),
  }
}

/** The status of an attempt. A broken must takes precedence over missing evidence. */
function statusOf({ skipped, inconclusive, findings }: Attempted): ResultStatus {
  if (skipped !== undefined) return 'skip'
  if (findings.some(({ level }) => level === 'must')) return 'fail'
  if (inconclusive !== undefined) return 'inconclusive'
  return findings.some(({ level }) => level === 'should') ? 'warn' : 'pass'
}

/**
 * The properties are written out: copies of the rest of a finding would take the memory of a class each. `indexes` are those of the
 * exchanges that the result keeps.
 */
function report(
  finding: Attempted['findings'][number],
  operation: string | undefined,
  { secrets, indexes }: Pick<ResultContext, 'secrets'> & { readonly indexes: readonly number[] },
): ReportedFinding {
  const { kind, level, requirement, signature, cause, location, coming, timeline } = finding
  const shownBy = finding.shownBy === undefined ? -1 : indexes.indexOf(finding.shownBy)
  const exchange = finding.exchange === undefined ? -1 : indexes.indexOf(finding.exchange)
  return {
    kind,
    level,
    requirement,
    signature,
    cause,
    message: maskText(finding.message, secrets),
    at: maskText(finding.at, secrets),
    expected: maskValue(finding.expected, secrets),
    actual: maskValue(finding.actual, secrets),
    location,
    ...(coming === undefined ? {} : { coming }),
    ...('follows' in finding && finding.follows === true ? { follows: true } : {}),
    ...(exchange < 0 ? {} : { exchange }),
    ...(exchange < 0 || shownBy < 0 ? {} : { shownBy }),
    ...(operation === undefined ? {} : { operation }),
    ...(timeline?.every((timed) => indexes[timed.exchange] === timed.exchange) === true ? { timeline } : {}),
  }
}

/** True if a finding compares the answer with earlier writes, and neither the case nor its set-up wrote before. */
function isOfEarlierCase(
  { recalls, exchange }: Attempted['findings'][number],
  { given }: FiredCase['planned'],
  { exchanges }: Pick<Attempted, 'exchanges'>,
): boolean {
  if (recalls !== true || exchange === undefined || given === undefined) return false
  const isSetUp = given.configured.length > 0 || given.beside.length > 0
  return !isSetUp && !exchanges.slice(0, exchange + 1).some(hasWritten)
}

function hasWritten({ request: { method }, response }: RecordedExchange): boolean {
  return !isReadingMethod(method) && response !== undefined && response.status < 300
}

/** The operation of the request that shows a finding. */
function operationOf(
  { exchange }: Attempted['findings'][number],
  { exchanges }: Pick<Attempted, 'exchanges'>,
): string | undefined {
  return exchange === undefined ? undefined : exchanges[exchange]?.operation
}

interface Keeping extends ResultContext {
  readonly indexes: readonly number[]
  /** The exchanges are kept with whole bodies. */
  readonly kept: boolean
}

function evidenceOf(
  exchanges: readonly RecordedExchange[],
  { target, secrets, indexes, kept }: Keeping,
): readonly Evidence[] {
  const masking = { ...secrets, digits: createDigits() }
  return indexes.flatMap((index) => {
    const exchange = exchanges[index]
    if (exchange === undefined) return []
    const evidence = toEvidence(exchange, target, masking)
    return [kept ? evidence : withShortBodies(evidence)]
  })
}
