import type { Report } from '../src/report/report.ts'
import type { ReporterFormat, ReporterOptions } from './reporter.ts'

/** Creates a format that renders the report of an ended run, and nothing before. */
export function reportFormat(
  name: string,
  render: (report: Report, options: ReporterOptions) => Iterable<string>,
  more: Pick<ReporterFormat, 'mend'> = {},
): ReporterFormat {
  return {
    name,
    create: (options) => ({
      event: (event) => (event.type === 'report' ? [...render(event, options)].join('') : ''),
      pieces: (report) => render(report, options),
    }),
    ...more,
  }
}
