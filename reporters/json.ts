import type { Report, Result } from '../src/report/report.ts'
import { UNSAFE } from './plain-text.ts'
import type { ReporterFormat } from './reporter.ts'

/** The JSON report. `specs/report.schema.json` is its schema. */
export const json: ReporterFormat = {
  name: 'json',
  create: () => ({
    event: (event) => (event.type === 'report' ? [...piecesOf(event)].join('') : ''),
    pieces: piecesOf,
  }),
}

/** Renders a report with keys in a fixed order, a piece for each result. Keys that this file does not list come last. */
function* piecesOf(report: Report & { readonly type?: string }): Generator<string> {
  const { type: _, ...rest } = report
  const document = {
    ...rest,
    causes: report.causes.map((cause) => ordered(cause, CAUSE_KEYS)),
    requirements: report.requirements.map((requirement) => ordered(requirement, REQUIREMENT_KEYS)),
  }
  const entries = Object.entries(ordered(document, REPORT_KEYS)).filter(([, value]) => value !== undefined)
  for (const [index, [key, value]] of entries.entries()) {
    yield `${index === 0 ? '{' : ','}\n  ${JSON.stringify(key)}: `
    if (key === 'results') yield* resultPieces(report.results)
    else yield indented(value, '  ')
  }
  yield '\n}\n'
}

function* resultPieces(results: readonly Result[]): Generator<string> {
  for (const [index, result] of results.entries())
    yield `${index === 0 ? '[' : ','}\n    ${indented(orderResult(result), '    ')}`
  yield results.length === 0 ? '[]' : '\n  ]'
}

/** A value within a JSON text. The texts of JSON hold no plain line end. */
function indented(value: unknown, margin: string): string {
  return escapeUnsafe(JSON.stringify(value, undefined, 2)).replaceAll('\n', `\n${margin}`)
}

const REPORT_KEYS = [
  'reportVersion',
  'tool',
  'contract',
  'target',
  'startedAt',
  'durationMs',
  'seed',
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
  'requirements',
  'results',
]
const REQUIREMENT_KEYS = ['id', 'level', 'since', 'text', 'status', 'selected', 'cases', 'reason']
const RESULT_KEYS = [
  'id',
  'title',
  'status',
  'flaky',
  'known',
  'requirements',
  'durationMs',
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
  'message',
  'at',
  'expected',
  'actual',
  'exchange',
  'timeline',
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

/** Escapes the characters of a JSON text that would control a terminal or a CI log. The value stays the same. */
export function escapeUnsafe(text: string): string {
  return text
    .replaceAll(UNSAFE, (characters) => (characters === '\n' ? characters : escapeUnits(characters)))
    .replaceAll(/##(?=\w*\[)/g, '#\\u0023')
}

function escapeUnits(characters: string): string {
  return Array.from(
    { length: characters.length },
    (_, index) => `\\u${characters.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')
}
