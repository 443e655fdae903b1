import type { Report, ReportedFinding, Result } from '../../src/report/report.ts'
import type { RunEvent } from '../../src/report/run-event.ts'
import { exchangeOf } from '../text/finding-detail.ts'
import { jsonText } from '../json/json-text.ts'
import type { ReporterFormat } from '../reporter.ts'

/**
 * Events of a run, a JSON object a line, written as the run goes. `specs/events.schema.json` is the schema of a line. A run that ends
 * as it should has `end` as its last line.
 */
export const ndjson: ReporterFormat = {
  name: 'ndjson',
  streams: true,
  create: () => ({
    event: (event) =>
      linesOf(event)
        .map((line) => `${jsonText(line)}\n`)
        .join(''),
  }),
}

function linesOf(event: RunEvent): readonly object[] {
  switch (event.type) {
    case 'start':
      return [{ ...event, formatVersion: 1 }]
    case 'case':
    case 'cleanup':
      return [event]
    case 'progress':
      return []
    case 'result':
      return [resultLine(event.result), ...event.result.findings.map((finding) => findingLine(finding, event.result))]
    case 'report':
      return [
        ...event.causes.map((cause) => ({ type: 'cause', ...cause })),
        ...event.requirements.map((requirement) => ({ type: 'requirement', ...requirement })),
        endLine(event),
      ]
  }
}

/** A result; its findings follow, a line each. */
function resultLine(result: Result): object {
  const { exchanges: _, ...rest } = result
  return { type: 'result', ...rest, findings: result.findings.length }
}

/** A finding with its exchange, if the run keeps the exchange. */
function findingLine(finding: ReportedFinding, result: Result): object {
  const exchange = exchangeOf(finding, result)
  const { expected = null, actual = null, timeline, shownBy = -1, ...rest } = finding
  return {
    type: 'finding',
    case: result.id,
    ...rest,
    expected,
    actual,
    ...(timeline === undefined ? {} : { timeline: timeline.map((timed) => timedLine(timed, result)) }),
    // The exchange itself replaces its index.
    exchange,
    shownBy: result.exchanges[shownBy],
  }
}

function timedLine(timed: NonNullable<ReportedFinding['timeline']>[number], { exchanges }: Result): object {
  const { exchange, ...times } = timed
  const { request, response } = exchanges[exchange] ?? {}
  return {
    ...(request === undefined ? {} : { method: request.method, url: request.url }),
    ...(response === undefined ? {} : { status: response.status }),
    ...times,
  }
}

/** The report without what earlier lines have. */
function endLine(report: Report & { readonly type: 'report' }): object {
  const { type: _, results: __, causes, requirements: ___, ...rest } = report
  return { type: 'end', ...rest, causes: causes.length }
}
