import type { Cause, Report } from '../src/report/report.ts'
import { type StaleEntry, staleEntries } from './text/stale-entries.ts'
import { renderJobSummary } from './text/job-summary.ts'
import { gatingCauses } from './text/gating-causes.ts'
import { plainText, shortPlainText } from './text/plain-text.ts'
import type { Environment, FinalFile, ReporterFormat, ReporterOptions } from './reporter.ts'
import { type Replay, replaysOf } from './text/replay-of.ts'
import { repositoryPath } from './text/repository-path.ts'
import { shownResults, type ShownResult } from './text/shown-results.ts'
import { toldFinding } from './text/told-finding.ts'
import { counted, grouped } from './text/wording.ts'

/** GitHub shows this many annotations of each kind in a step. */
const MOST = 10
/** The longest line of a message, in characters. */
const LONGEST = 1_000

/**
 * Annotations of a GitHub workflow and the job summary. Each cause is annotated, on the YAML line of its expectation if the suite is a file
 * of the repository.
 */
export const github: ReporterFormat = {
  name: 'github',
  create: (options) => ({ event: (event) => (event.type === 'report' ? annotate(event, options) : '') }),
  switchesOn: ({ GITHUB_ACTIONS }) => GITHUB_ACTIONS === 'true',
  finalFile: summaryFile,
}

function summaryFile({ GITHUB_STEP_SUMMARY: path }: Environment): FinalFile | undefined {
  return path === undefined || path === '' ? undefined : { path, render: renderJobSummary }
}

function annotate(report: Report, options: ReporterOptions): string {
  const { causes } = report
  const errors = gatingCauses(report)
  const warnings = causes.filter(
    (cause) => cause.level !== 'observe' && cause.known === undefined && !errors.includes(cause),
  )
  const lines = [
    ...(report.verdict === 'inconclusive' ? [inconclusive(report)] : []),
    ...annotationsOf('error', errors, { report, options }),
    ...annotationsOf('warning', warnings, { report, options }),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

type Kind = 'error' | 'warning'

interface AnnotationContext {
  readonly report: Report
  readonly options: ReporterOptions
}

/** Annotations of outdated baseline entries and of causes. Where they are too many, the last line says where the others are listed. */
function annotationsOf(
  kind: Kind,
  causes: readonly Cause[],
  { report, options }: AnnotationContext,
): readonly string[] {
  const commands = replaysOf(causes, report.results)
  const shown = shownResults(report)
  const stale = kind === 'error' ? staleEntries(report).map((entry) => staleAnnotation(entry, options)) : []
  const told = causes.map((cause) =>
    annotation(kind, cause, {
      file: repositoryPath(cause.location.file, options),
      replay: commands.get(cause.id),
      shown: shown.get(cause.id),
    }),
  )
  const all = [...stale, ...told]
  if (all.length <= MOST) return all
  const place = (options.environment['GITHUB_STEP_SUMMARY'] ?? '') === '' ? 'log' : 'job summary'
  const note = `${grouped(all.length - MOST + 1)} more; the ${place} lists them`
  return [...all.slice(0, MOST - 1), command(kind, { title: report.verdict }, note)]
}

function staleAnnotation(entry: StaleEntry, options: ReporterOptions): string {
  const { file, line, column } = entry.location
  const path = repositoryPath(file, options) ?? file
  const place = { file: path, line, col: column, title: 'baseline' }
  return command(entry.gates ? 'error' : 'warning', place, shortPlainText(entry.sentence, LONGEST))
}

function inconclusive({ reason }: Report): string {
  return command('error', { title: 'inconclusive' }, plainText(reason ?? 'the reason is unknown'))
}

interface Annotating {
  /** The path of the suite in the repository; undefined for one outside of it. */
  readonly file: string | undefined
  /** The command that reproduces the cause. */
  readonly replay: Replay | undefined
  readonly shown: ShownResult | undefined
}

function annotation(
  kind: Kind,
  { level, requirement, message: text, at, first, results, location: { line, column } }: Cause,
  { file, replay, shown }: Annotating,
): string {
  const place = {
    ...(file === undefined ? {} : { file, line, col: column }),
    title: `${level} ${requirement}`,
  }
  const told = shown === undefined ? text : toldFinding(shown.finding, shown.result)
  const where = results.length === 1 ? first : `${counted(results.length, 'case')}, ${first} first`
  const { command: again = '', caution } = replay ?? {}
  const repeat = caution === undefined ? again : `${again}  # ${caution}`
  const message = [`${told} (${at})`, where, repeat].map((part) => shortPlainText(part, LONGEST)).join('\n')
  return command(kind, place, message)
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
