import { readFileSync } from 'node:fs'
import type { Report } from '../report/report.ts'
import { UserError } from '../source/mistake.ts'

/**
 * Reads a JSON report of an earlier run.
 * @throws UserError for a file that cannot be read, or that is not a report.
 */
export function readReport(file: string): Report {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Partial<Report> | null
    if (Array.isArray(report?.results)) return report as Report
  } catch (cause) {
    throw new UserError(`the report ${file} cannot be read: ${(cause as Error).message}`, { cause })
  }
  throw new UserError(`${file} is not a report of this tool; --reporter json=${file} writes a report`)
}
