import type { Cause, ReportedFinding, RequirementResult, Result } from '../../src/report/report.ts'
import type { ReportedCounterexample } from '../../src/report/reported-counterexample.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { RANK } from '../text/by-level.ts'
import { cut } from '../text/plain-text.ts'
import { quotedId } from '../text/quoted-id.ts'
import { groupBy } from '../text/wording.ts'

/** The bounds of a brief report. */
export interface Brevity {
  /** The most characters of a message, a title, a reason or a place. */
  readonly text: number
  /** The most findings of a result. */
  readonly findings: number
  /** The most cases that a cause or a requirement names. */
  readonly cases: number
}

/** A result with its most important findings, the exchange of the first of them, and short texts. */
export function briefResult(result: Result, { text, findings: most }: Brevity): Result {
  const important = oncePerCause(result.findings).slice(0, most)
  const index = result.status === 'fail' ? important.find(hasExchange)?.exchange : undefined
  const { title, reason, exchanges, counterexample, ...rest } = withFindings(result, important)
  const exchange = index === undefined ? undefined : exchanges[index]
  return {
    ...rest,
    title: cut(title, text),
    ...(reason === undefined ? {} : { reason: cut(reason, text) }),
    findings: important.map((finding) => briefFinding(finding, { text, isShown: finding.exchange === index })),
    exchanges: exchange === undefined ? [] : [briefExchange(exchange, text)],
    ...(counterexample === undefined ? {} : { counterexample: briefCounterexample(counterexample) }),
  }
}

function hasExchange({ level, exchange }: ReportedFinding): boolean {
  return level === 'must' && exchange !== undefined
}

/** A passing result without observations and its place in the run, and with the middle of its command. */
export function briefPass(
  { id, title, status, flaky, drawn, requirements, durationMs, exchanges, replay, location }: Result,
  longestTitle: number,
): Result {
  const command = `run ${quotedId(id)} --seed ${replay.seed}`
  return {
    id,
    title: longestTitle === 0 ? '' : cut(title, longestTitle),
    status,
    ...(flaky === undefined ? {} : { flaky }),
    ...(drawn === undefined ? {} : { drawn }),
    requirements,
    durationMs: Math.round(durationMs),
    findings: [],
    exchanges,
    replay: replay.command.includes(command) ? { ...replay, command } : replay,
    location,
  }
}

/** A result with some of its findings. A counterexample of another finding is left out. */
export function withFindings(result: Result, findings: readonly ReportedFinding[]): Result {
  const { counterexample, ...rest } = result
  if (counterexample === undefined) return { ...rest, findings }
  const of = result.findings[counterexample.finding]
  const finding = findings.findIndex(({ cause, requirement }) => cause === of?.cause && requirement === of.requirement)
  return { ...rest, findings, ...(finding < 0 ? {} : { counterexample: { ...counterexample, finding } }) }
}

function rank({ level, follows }: ReportedFinding): number {
  return 2 * RANK[level] + (follows === true ? 1 : 0)
}

/** A finding for each cause and requirement: must before should, and each before findings that follow from it. */
export function oncePerCause(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const firsts = groupBy(findings, ({ cause, requirement }) => `${cause} ${requirement}`).flatMap(
    ([, group]) => group.toSorted((one, other) => rank(one) - rank(other))[0] ?? [],
  )
  return firsts.toSorted((one, other) => rank(one) - rank(other))
}

interface Shown {
  readonly text: number
  /** The result keeps the exchange of the finding, as its only one. */
  readonly isShown: boolean
}

function briefFinding(finding: ReportedFinding, { text, isShown }: Shown): ReportedFinding {
  const { exchange: _, timeline: __, declaredCase: ___, shownBy: ____, message, at, ...rest } = finding
  const exchange = isShown && finding.exchange !== undefined ? { exchange: 0 } : {}
  return { ...rest, message: cut(message, text), at: cut(at, text), ...exchange }
}

function briefExchange(exchange: Evidence, text: number): Evidence {
  const { request, response, failure, output: _, startedAt: __, ...rest } = exchange
  const { headers, url } = request
  return {
    ...rest,
    request: { ...request, url: cut(url, 3 * text), headers: { '...': `${Object.keys(headers).length} more` } },
    ...(response === undefined ? {} : { response }),
    ...(failure === undefined ? {} : { failure: cut(failure, text) }),
  }
}

/** The value of a counterexample alone. */
function briefCounterexample({
  finding,
  broken,
  name,
  shrinks,
  value,
}: ReportedCounterexample): ReportedCounterexample {
  return { finding, ...(broken === undefined ? {} : { broken }), name, shrinks, value }
}

/** A cause with short texts, and few of its cases and places. */
export function briefCause(cause: Cause, { text, cases }: Brevity): Cause {
  const { message, at, places, results } = cause
  return {
    ...cause,
    message: cut(message, text),
    at: cut(at, text),
    places: places.slice(0, cases).map((place) => cut(place, text)),
    results: results.slice(0, cases),
  }
}

/** A requirement with few of its cases. */
export function briefRequirement(requirement: RequirementResult, { cases }: Brevity): RequirementResult {
  return { ...requirement, cases: requirement.cases.slice(0, cases) }
}
