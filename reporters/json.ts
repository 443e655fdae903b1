import type { Report, Result } from '../src/report/report.ts'
import { jsonPieces } from './json-text.ts'
import type { ReporterFormat } from './reporter.ts'
import { withShortValues } from './short-values.ts'

/**
 * The JSON report. `specs/report.schema.json` is its schema. A report of more than 3 MB has a line a result, and then shorter bodies
 * and values, unless the run is verbose.
 */
export const json: ReporterFormat = {
  name: 'json',
  create: ({ verbose }) => ({
    event: (event) => (event.type === 'report' ? [...piecesOf(event, verbose)].join('') : ''),
    pieces: (report) => piecesOf(report, verbose),
  }),
}

function* piecesOf(report: Report & { readonly type?: string }, verbose: boolean): Generator<string> {
  const isFitting = (form: Form): boolean => verbose || isWithin(render(report, form))
  yield* render(report, FORMS.find(isFitting) ?? LAST)
}

/** The most bytes of a report of a run that is not verbose. */
const LIMIT = 3_000_000

/** The form of a report. */
interface Form {
  /** Each result has one line. */
  readonly compact: boolean
  /** The most characters of a body or a value. */
  readonly longest: number
}

const LAST: Form = { compact: true, longest: 40 }
/** The forms of a report, in the order in which they are tried. */
const FORMS: readonly Form[] = [
  { compact: false, longest: Infinity },
  { compact: true, longest: Infinity },
  ...[500, 250, 120, 80].map((longest) => ({ compact: true, longest })),
]

function isWithin(pieces: Iterable<string>): boolean {
  let left = LIMIT
  for (const piece of pieces) if ((left -= Buffer.byteLength(piece)) < 0) return false
  return true
}

/** Renders a report with keys in a fixed order, a piece for each result. Keys that this file does not list come last. */
function* render(report: Report & { readonly type?: string }, { compact, longest }: Form): Generator<string> {
  const { type: _, ...rest } = report
  const document = {
    ...rest,
    causes: report.causes.map((cause) => ordered(cause, CAUSE_KEYS)),
    requirements: report.requirements.map((requirement) => ordered(requirement, REQUIREMENT_KEYS)),
    results: orderedResults(report.results, longest),
  }
  yield* jsonPieces(ordered(document, REPORT_KEYS), { depth: 2, compact })
  yield '\n'
}

function* orderedResults(results: readonly Result[], longest: number): Generator<object> {
  for (const result of results) yield orderResult(longest === Infinity ? result : withShortValues(result, longest))
}

const REPORT_KEYS = [
  'reportVersion',
  'tool',
  'contract',
  'target',
  'recorded',
  'startedAt',
  'durationMs',
  'seed',
  'shard',
  'level',
  'verdict',
  'reason',
  'interrupted',
  'leftBehind',
  'notReached',
  'unanswered',
  'budget',
  'baseline',
  'causes',
  'totals',
  'requests',
  'times',
  'notes',
  'requirements',
  'results',
]
const REQUIREMENT_KEYS = ['id', 'level', 'since', 'text', 'status', 'selected', 'cases', 'operations', 'reason']
const RESULT_KEYS = [
  'id',
  'title',
  'status',
  'flaky',
  'known',
  'requirements',
  'lane',
  'startMs',
  'durationMs',
  'portions',
  'reason',
  'findings',
  'exchanges',
  'counterexample',
  'replay',
  'location',
]
const FINDING_KEYS = [
  'kind',
  'level',
  'coming',
  'requirement',
  'signature',
  'cause',
  'known',
  'follows',
  'ofEarlierCase',
  'message',
  'at',
  'expected',
  'actual',
  'exchange',
  'operation',
  'timeline',
  'replay',
  'declaredCase',
  'location',
]
const CAUSE_KEYS = [
  'id',
  'requirement',
  'level',
  'coming',
  'message',
  'at',
  'results',
  'first',
  'also',
  'places',
  'findings',
  'known',
  'location',
]

function orderResult(result: Result): object {
  const findings = result.findings.map(({ expected = null, actual = null, ...finding }) =>
    // JSON drops undefined values, and readers rely on both keys.
    ordered({ ...finding, expected, actual }, FINDING_KEYS),
  )
  return ordered({ ...result, findings }, RESULT_KEYS)
}

function ordered(object: object, keys: readonly string[]): object {
  const entries = new Map(Object.entries(object))
  const known = keys.flatMap((key) => (entries.has(key) ? [[key, entries.get(key)] as const] : []))
  return Object.fromEntries([...known, ...[...entries].filter(([key]) => !keys.includes(key))])
}
