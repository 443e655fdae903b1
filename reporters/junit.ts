import type { BudgetReport } from '../src/report/budget-report.ts'
import type { Report } from '../src/report/report.ts'
import { budgetText } from './text/budget.ts'
import { countsOf, type Entry, renderCase, seconds } from './junit/junit-case.ts'
import { baselineSuite } from './junit/junit-baseline.ts'
import { verdictCase } from './junit/junit-verdict.ts'
import { sizeLimitsOf } from './junit/junit-limits.ts'
import { boundedTexts, type CaseTexts, emptyTexts } from './junit/junit-texts.ts'
import { plainText } from './text/plain-text.ts'
import type { ReporterFormat, ReporterOptions } from './reporter.ts'
import { splitId } from './text/split-id.ts'
import { staleEntries } from './text/stale-entries.ts'
import { unreachedOf } from './text/unreached.ts'
import { groupBy } from './text/wording.ts'
import { element, startTag, xmlText } from './text/xml.ts'

/**
 * JUnit XML, valid against Jenkins' junit-10.xsd. Each result is a testcase, each suite a testsuite. The status fail is `failure`,
 * inconclusive is `error`, and skip is `skipped`. A known failure is `skipped`, with the reason of its baseline entry. A result with
 * warnings passes, with their text in `system-out`. A case that the run did not reach is `skipped` too, with the reason of the early end.
 * A verdict other than `conforms` that no testcase shows has one of its own.
 */
export const junit: ReporterFormat = {
  name: 'junit',
  create: (options) => ({
    event: (event) => (event.type === 'report' ? [...piecesOf(event, options)].join('') : ''),
    pieces: (report) => piecesOf(report, options),
  }),
  // Texts hold no plain `<`, so a plain `<secret>` comes from the mask.
  mend: (masked) => masked.replaceAll('<secret>', '&lt;secret&gt;'),
}

function* piecesOf(report: Report, { verbose }: Pick<ReporterOptions, 'verbose'>): Generator<string> {
  const limits = sizeLimitsOf(report, (lengths) => {
    let size = 0
    for (const piece of render(report, emptyTexts(report, lengths))) size += Buffer.byteLength(piece)
    return size
  })
  yield* render(report, boundedTexts(report, { ...limits, verbose }))
}

function* render(report: Report, texts: CaseTexts): Generator<string> {
  const entries: readonly Entry[] = [...report.results, ...unreachedOf(report)]
  const stale = staleEntries(report)
  const { tests, failures, errors } = countsOf(entries)
  const failed = failures + stale.filter(({ gates }) => gates).length
  const isUnseen = report.verdict !== 'conforms' && failed + errors === 0
  const attributes = {
    name: report.contract.name,
    time: seconds(report.durationMs),
    tests: tests + stale.length + (isUnseen ? 1 : 0),
    failures: failed,
    errors: errors + (isUnseen ? 1 : 0),
  }
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${startTag('testsuites', attributes)}\n`
  if (isUnseen || report.results.length === 0) yield runSuite(report, { texts, isUnseen })
  const statuses = new Map<string, string>(report.requirements.map(({ id, status }) => [id, status]))
  for (const [name, results] of groupBy(entries, ({ id }) => splitId(id)[0] ?? id)) {
    const requirements = requirementsOf(results, statuses)
    yield* suitePieces({ name, results, report, requirements, texts })
    if (texts.once) for (const [id] of requirements) statuses.delete(id)
  }
  if (stale.length > 0) yield baselineSuite(stale)
  yield '</testsuites>\n'
}

interface Suite {
  readonly name: string
  readonly results: readonly Entry[]
  readonly report: Report
  /** The ids of requirements, and their statuses in the run. */
  readonly requirements: readonly (readonly [id: string, status: string])[]
  readonly texts: CaseTexts
}

function* suitePieces({ name, results, report, requirements, texts }: Suite): Generator<string> {
  const time = seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0))
  const attributes = { name, ...countsOf(results), time, timestamp: report.startedAt.slice(0, 19) }
  const named = requirements.map(([id, status]) => [`requirement.${id}`, status] as const)
  const properties = { ...runProperties(report, texts), ...Object.fromEntries(named) }
  yield `${startTag('testsuite', attributes)}\n${propertiesElement(properties)}\n`
  for (const result of results) yield `${renderCase(result, texts)}\n`
  yield '</testsuite>\n'
}

/** A testsuite for the run itself: for a verdict that no case shows, or a run without results. CI systems treat an empty file as a passed run. */
function runSuite(
  report: Report,
  { texts, isUnseen }: { readonly texts: CaseTexts; readonly isUnseen: boolean },
): string {
  const text = xmlText(plainText(`${report.verdict}: ${report.reason ?? 'no case ran'}`))
  const content = [
    '\n',
    propertiesElement(runProperties(report, texts)),
    '\n',
    ...(isUnseen ? [verdictCase(report)] : []),
    ...(report.results.length === 0 ? [element('system-err', {}, [text]), '\n'] : []),
  ]
  const count = isUnseen ? 1 : 0
  return `${element('testsuite', { name: 'run', ...countsOf([]), tests: count, errors: count }, content)}\n`
}

type Properties = Readonly<Record<string, string | number>>

function propertiesElement(properties: Properties): string {
  const content = Object.entries(properties).map(([name, value]) => element('property', { name, value }))
  return element('properties', {}, content)
}

function runProperties(
  { seed, target, contract, verdict, tool, level, budget, recorded }: Report,
  { cut }: CaseTexts,
): Properties {
  return {
    ...(recorded === true ? {} : { seed }),
    target,
    contract: `${contract.name} ${contract.version}`,
    verdict,
    level,
    tool: `${tool.name} ${tool.version}`,
    ...(budget === undefined ? {} : budgetProperties(budget)),
    ...(cut === undefined ? {} : { cut }),
  }
}

/** The requirements of a suite with their status in the run. The schema allows no properties of a testcase. */
function requirementsOf(results: readonly Entry[], statuses: ReadonlyMap<string, string>): Suite['requirements'] {
  const ids = results.flatMap((result) =>
    'title' in result ? [...result.requirements, ...result.findings.map(({ requirement }) => requirement)] : [],
  )
  return [...new Set(ids)].toSorted().flatMap((id) => {
    const status = statuses.get(id)
    return status === undefined ? [] : [[id, status] as const]
  })
}

function budgetProperties(budget: BudgetReport): Properties {
  const { leftOut, shortened, knownFaults } = budget
  return {
    budget: budgetText(budget),
    'budget.leftOut': leftOut.length,
    'budget.shortened': shortened.length,
    ...(knownFaults === undefined
      ? {}
      : {
          'budget.knownFaults.withinReach': knownFaults.withinReach,
          'budget.knownFaults.found': knownFaults.found,
        }),
  }
}
