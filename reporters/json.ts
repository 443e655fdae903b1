import type { Cause, Report, ReportedFinding, RequirementResult, Result } from '../src/report/report.ts'
import { type Form, FORMS, resultIn, withForm } from './json/json-forms.ts'
import { jsonPieces } from './json/json-text.ts'
import type { ReporterFormat, ReporterOptions } from './reporter.ts'

/**
 * The JSON report. `specs/report.schema.json` is its schema. A report of more than 3 MB is cut, unless the run is verbose. It has a line
 * for each result, then shorter bodies and values, and then less of all other parts. All results are cut alike, and `cut` tells how.
 */
export const json: ReporterFormat = {
  name: 'json',
  create: (options) => ({
    event: (event) => (event.type === 'report' ? [...piecesOf(event, options)].join('') : ''),
    pieces: (report) => piecesOf(report, options),
  }),
}

function* piecesOf(
  report: Report & { readonly type?: string },
  { verbose }: Pick<ReporterOptions, 'verbose'>,
): Generator<string> {
  const [whole] = FORMS
  yield* render(report, verbose ? whole : largestFitting(report))
}

/** The most bytes of a report of a run that is not verbose. */
const LIMIT = 3_000_000

/** The first form within the limit. Each form is smaller than the one before, so that a few renderings tell. */
function largestFitting(report: Report): Form {
  let [low, high] = [0, FORMS.length - 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isWithin(render(report, FORMS[middle] ?? FORMS[0]))) high = middle
    else low = middle + 1
  }
  return FORMS[low] ?? FORMS[0]
}

function isWithin(pieces: Iterable<string>): boolean {
  let left = LIMIT
  for (const piece of pieces) if ((left -= Buffer.byteLength(piece)) < 0) return false
  return true
}

/** Renders a report with keys in a fixed order, a piece for each result. Keys that this file does not list come last. */
function* render(report: Report & { readonly type?: string }, form: Form): Generator<string> {
  const { type: _, ...rest } = withForm(report, form) as Omit<Report, 'results'> & { readonly type?: string }
  const document = {
    ...rest,
    causes: rest.causes.map((cause) => ordered(cause, CAUSE_KEYS)),
    requirements: rest.requirements.map((requirement) => ordered(requirement, REQUIREMENT_KEYS)),
    results: orderedResults(report.results, form),
  }
  yield* jsonPieces(ordered(document, REPORT_KEYS), { depth: 2, compact: form.compact })
  yield '\n'
}

function* orderedResults(results: readonly Result[], form: Form): Generator<object> {
  for (const result of results) yield orderResult(resultIn(result, form))
}

/** The keys of a type in their order in the JSON report. A key that the type has and the order lacks is a mistake of the compiler. */
type Order<T> = Readonly<Record<keyof T, true>>

const REPORT_KEYS: Order<Report> = {
  reportVersion: true,
  tool: true,
  contract: true,
  target: true,
  embedded: true,
  recorded: true,
  startedAt: true,
  durationMs: true,
  seed: true,
  shard: true,
  level: true,
  verdict: true,
  reason: true,
  interrupted: true,
  leftBehind: true,
  notReached: true,
  unanswered: true,
  answeredBefore: true,
  budget: true,
  baseline: true,
  causes: true,
  totals: true,
  requests: true,
  times: true,
  notes: true,
  onlyRead: true,
  cut: true,
  requirements: true,
  results: true,
}
const REQUIREMENT_KEYS: Order<RequirementResult> = {
  id: true,
  level: true,
  since: true,
  text: true,
  status: true,
  selected: true,
  cases: true,
  operations: true,
  reason: true,
}
const RESULT_KEYS: Order<Result> = {
  id: true,
  title: true,
  status: true,
  flaky: true,
  drawn: true,
  known: true,
  requirements: true,
  lane: true,
  startMs: true,
  durationMs: true,
  portions: true,
  reason: true,
  findings: true,
  exchanges: true,
  requests: true,
  counterexample: true,
  replay: true,
  location: true,
}
const FINDING_KEYS: Order<ReportedFinding> = {
  kind: true,
  level: true,
  coming: true,
  requirement: true,
  signature: true,
  cause: true,
  known: true,
  follows: true,
  ofEarlierCase: true,
  message: true,
  at: true,
  expected: true,
  actual: true,
  exchange: true,
  shownBy: true,
  operation: true,
  timeline: true,
  replay: true,
  declaredCase: true,
  location: true,
}
const CAUSE_KEYS: Order<Cause> = {
  id: true,
  requirement: true,
  level: true,
  coming: true,
  message: true,
  at: true,
  results: true,
  first: true,
  only: true,
  also: true,
  places: true,
  findings: true,
  known: true,
  location: true,
}

function orderResult(result: Result): object {
  const findings = result.findings.map(({ expected = null, actual = null, ...finding }) =>
    // JSON drops undefined values, and readers rely on both keys.
    ordered({ ...finding, expected, actual }, FINDING_KEYS),
  )
  return ordered({ ...result, findings }, RESULT_KEYS)
}

function ordered(object: object, order: Readonly<Record<string, true>>): object {
  const entries = new Map(Object.entries(object))
  const known = Object.keys(order).flatMap((key) => (entries.has(key) ? [[key, entries.get(key)] as const] : []))
  return Object.fromEntries([...known, ...[...entries].filter(([key]) => !Object.hasOwn(order, key))])
}
