import { createHash } from 'node:crypto'
import type { Cause, Report } from '../../src/report/report.ts'
import { jsonPieces } from '../json/json-text.ts'
import { plainText, shortPlainText } from '../text/plain-text.ts'
import { reportFormat } from '../report-format.ts'
import type { ReporterOptions } from '../reporter.ts'
import { repositoryPath } from '../text/repository-path.ts'
import { counted } from '../text/wording.ts'

/** The longest message in a description, in characters. */
const LONGEST = 500
const SEVERITIES = { must: 'critical', should: 'minor', observe: 'info' } as const

/**
 * The Code Quality report of GitLab, for the widget of a merge request. Each cause is an entry at the YAML line of its expectation. The
 * fingerprint follows from the id of the cause, so that GitLab tells new findings from known ones.
 */
export const gitlab = reportFormat('gitlab', (report, options) => [
  ...jsonPieces(entriesOf(report, options), { depth: 1 }),
  '\n',
])

function entriesOf({ causes }: Report, options: ReporterOptions): readonly object[] {
  return causes.filter(({ level }) => level !== 'observe').map((cause) => entryOf(cause, options))
}

function entryOf(cause: Cause, options: ReporterOptions): object {
  const { id, requirement, level, known, message, at, results, first, location } = cause
  const where = results.length === 1 ? first : `${counted(results.length, 'case')}, ${first} first`
  const text = shortPlainText(`${message} (${at})`, LONGEST)
  return {
    description: `${known === undefined ? '' : `known failure ${plainText(known)}; `}${level} ${requirement}: ${text}; ${plainText(where)}`,
    check_name: requirement,
    fingerprint: createHash('sha256').update(id).digest('hex'),
    severity: severityOf(cause),
    location: {
      path: repositoryPath(location.file, options) ?? location.file,
      lines: { begin: location.line },
    },
  }
}

/** A known failure is no news, and a must of a later version only warns. */
function severityOf({ level, coming, known }: Pick<Cause, 'level' | 'coming' | 'known'>): string {
  if (known !== undefined) return SEVERITIES.observe
  return coming === undefined ? SEVERITIES[level] : SEVERITIES.should
}
