import { posix } from 'node:path'
import type { Report } from '../src/run/report.ts'
import { type Cause, groupByCause } from './cause.ts'
import { cut, plainText } from './plain-text.ts'
import type { ReporterFormat, ReporterOptions } from './reporter.ts'
import { counted } from './wording.ts'

/** GitHub shows so many annotations of each kind a step. */
const MOST = 10
const LONGEST = 1_000

/** Annotations of a GitHub workflow, one a cause, on the YAML line that expects what did not come. */
export const github: ReporterFormat = {
  name: 'github',
  create: ({ environment }) => ({ event: (event) => (event.type === 'report' ? annotate(event, environment) : '') }),
}

type Environment = ReporterOptions['environment']

function annotate(report: Report, environment: Environment): string {
  const causes = groupByCause(report.results)
  const errors = causes.filter(({ level }) => level === 'must' || level === report.level)
  const warnings = causes.filter((cause) => cause.level !== 'observe' && !errors.includes(cause))
  const lines = [
    ...(report.verdict === 'inconclusive' ? [inconclusive(report)] : []),
    ...errors.map((cause) => annotation('error', cause, environment)).slice(0, MOST),
    ...warnings.map((cause) => annotation('warning', cause, environment)).slice(0, MOST),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function inconclusive({ reason }: Report): string {
  return command('error', { title: 'inconclusive' }, plainText(reason ?? 'it could not be told'))
}

function annotation(kind: 'error' | 'warning', cause: Cause, environment: Environment): string {
  const { level, requirement, finding, result, results } = cause
  const { file, line, column } = finding.location
  const place = { file: fromWorkspace(file, environment), line, col: column, title: `${level} ${requirement}` }
  const where = results.length === 1 ? result.id : `${counted(results.length, 'case')}, ${result.id} first`
  const message = [`${finding.message} (${finding.at})`, where, result.replay.command]
    .map((text) => cut(plainText(text), LONGEST))
    .join('\n')
  return command(kind, place, message)
}

/** Annotations name files from the root of the repository, whatever folder the step runs in. */
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
