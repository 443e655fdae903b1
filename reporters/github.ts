import { posix } from 'node:path'
import type { Cause, Report } from '../src/report/report.ts'
import { type StaleEntry, staleEntries } from './stale-entries.ts'
import { renderJobSummary } from './job-summary.ts'
import { cut, plainText } from './plain-text.ts'
import type { Environment, FinalFile, ReporterFormat } from './reporter.ts'
import { counted } from './wording.ts'

/** GitHub shows this many annotations of each kind in a step. */
const MOST = 10
/** The longest line of a message, in characters. */
const LONGEST = 1_000

/** Annotations of a GitHub workflow and the job summary. Each cause is annotated on the YAML line of its expectation. */
export const github: ReporterFormat = {
  name: 'github',
  create: ({ environment }) => ({ event: (event) => (event.type === 'report' ? annotate(event, environment) : '') }),
  switchesOn: ({ GITHUB_ACTIONS }) => GITHUB_ACTIONS === 'true',
  finalFile: summaryFile,
}

function summaryFile({ GITHUB_STEP_SUMMARY: path }: Environment): FinalFile | undefined {
  return path === undefined || path === '' ? undefined : { path, render: renderJobSummary }
}

function annotate(report: Report, environment: Environment): string {
  const { causes, results } = report
  const commands = new Map(results.map(({ id, replay }) => [id, replay.command]))
  const annotationOf = (kind: 'error' | 'warning', cause: Cause): string =>
    annotation(kind, cause, { environment, command: commands.get(cause.first) ?? '' })
  const errors = causes.filter(
    ({ level, coming, known }) =>
      known === undefined && (level === 'must' || (level === report.level && coming === undefined)),
  )
  const warnings = causes.filter(
    (cause) => cause.level !== 'observe' && cause.known === undefined && !errors.includes(cause),
  )
  const lines = [
    ...(report.verdict === 'inconclusive' ? [inconclusive(report)] : []),
    ...[
      ...staleEntries(report).map((entry) => staleAnnotation(entry, environment)),
      ...errors.map((cause) => annotationOf('error', cause)),
    ].slice(0, MOST),
    ...warnings.map((cause) => annotationOf('warning', cause)).slice(0, MOST),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function staleAnnotation(entry: StaleEntry, environment: Environment): string {
  const { file, line, column } = entry.location
  const place = { file: fromWorkspace(file, environment), line, col: column, title: 'baseline' }
  return command(entry.gates ? 'error' : 'warning', place, cut(plainText(entry.sentence), LONGEST))
}

function inconclusive({ reason }: Report): string {
  return command('error', { title: 'inconclusive' }, plainText(reason ?? 'the reason is unknown'))
}

interface Annotating {
  readonly environment: Environment
  /** The command that reproduces the cause. */
  readonly command: string
}

function annotation(
  kind: 'error' | 'warning',
  { level, requirement, message: text, at, first, results, location: { file, line, column } }: Cause,
  { environment, command: replay }: Annotating,
): string {
  const place = { file: fromWorkspace(file, environment), line, col: column, title: `${level} ${requirement}` }
  const where = results.length === 1 ? first : `${counted(results.length, 'case')}, ${first} first`
  const message = [`${text} (${at})`, where, replay].map((part) => cut(plainText(part), LONGEST)).join('\n')
  return command(kind, place, message)
}

/** Returns the path from the root of the repository. GitHub resolves annotations there, not in the working directory. */
function fromWorkspace(file: string, { GITHUB_WORKSPACE: root, PWD: folder }: Environment): string {
  if (root === undefined || root === '' || folder === undefined) return file
  const path = posix.relative(root, posix.resolve(folder, file))
  return path.startsWith('..') ? file : path
}

function command(kind: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(plainText(String(value)))}`)
  return `::${kind} ${given.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
