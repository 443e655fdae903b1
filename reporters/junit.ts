import type { BudgetReport, Report, ReportedFinding, Result } from '../src/report/report.ts'
import { budgetText } from './budget.ts'
import { byLevel } from './by-level.ts'
import { baselineSuite } from './junit-baseline.ts'
import { knownReason } from './known-reason.ts'
import { plainText } from './plain-text.ts'
import type { ReporterFormat } from './reporter.ts'
import { distinct, resultDetail } from './result-detail.ts'
import { staleEntries } from './stale-entries.ts'
import { counted, groupBy } from './wording.ts'
import { element, startTag, xmlText } from './xml.ts'

/**
 * JUnit XML, valid against Jenkins' junit-10.xsd. Each result is a testcase, each suite a testsuite. The status fail is `failure`,
 * inconclusive is `error`, and skip is `skipped`. A known failure is `skipped`, with the reason of its baseline entry. A result with warnings passes, with their text in `system-out`. A case that the run
 * did not reach is `skipped` too, with the reason of the early end.
 */
export const junit: ReporterFormat = {
  name: 'junit',
  create: ({ verbose }) => ({
    event: (event) => (event.type === 'report' ? [...piecesOf(event, verbose)].join('') : ''),
    pieces: (report) => piecesOf(report, verbose),
  }),
  // Texts hold no plain `<`, so a plain `<secret>` comes from the mask.
  mend: (masked) => masked.replaceAll('<secret>', '&lt;secret&gt;'),
}

/** The width of body lines, in columns. */
const WIDTH = 120

function* piecesOf(report: Report, verbose: boolean): Generator<string> {
  const entries: readonly Entry[] = [...report.results, ...unreached(report)]
  const stale = staleEntries(report)
  const { tests, failures, errors } = countsOf(entries)
  const attributes = {
    name: report.contract.name,
    time: seconds(report.durationMs),
    tests: tests + stale.length,
    failures: failures + stale.filter(({ gates }) => gates).length,
    errors,
  }
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${startTag('testsuites', attributes)}\n`
  if (report.results.length === 0) yield renderNothing(report)
  for (const [name, results] of groupBy(entries, ({ id }) => splitId(id)[0] ?? id))
    yield* suitePieces({ name, results, report, verbose })
  if (stale.length > 0) yield baselineSuite(stale)
  yield '</testsuites>\n'
}

/** A case that the run did not reach. It has no result. */
interface Unreached {
  readonly id: string
  readonly status: 'skip'
  readonly reason: string
  readonly durationMs: 0
}

type Entry = Result | Unreached

function unreached({ notReached = [], reason, interrupted }: Report): readonly Unreached[] {
  const why = reason ?? (interrupted === true ? 'the run was interrupted' : 'the run ended early')
  return notReached.map((id) => ({ id, status: 'skip', reason: `not reached: ${why}`, durationMs: 0 }))
}

interface Suite {
  readonly name: string
  readonly results: readonly Entry[]
  readonly report: Report
  readonly verbose: boolean
}

function* suitePieces({ name, results, report, verbose }: Suite): Generator<string> {
  const time = seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0))
  const attributes = { name, ...countsOf(results), time, timestamp: report.startedAt.slice(0, 19) }
  yield `${startTag('testsuite', attributes)}\n${propertiesOf(report)}\n`
  for (const result of results) yield `${renderCase(result, report, verbose)}\n`
  yield '</testsuite>\n'
}

/** A testsuite for a run without results. CI systems treat an empty file as a passed run. */
function renderNothing(report: Report): string {
  const text = xmlText(plainText(`${report.verdict}: ${report.reason ?? 'no case ran'}`))
  const content = ['\n', propertiesOf(report), '\n', element('system-err', {}, [text]), '\n']
  return `${element('testsuite', { name: 'run', ...countsOf([]) }, content)}\n`
}

function propertiesOf({ seed, target, contract, verdict, tool, level, budget }: Report): string {
  const properties = {
    seed,
    target,
    contract: `${contract.name} ${contract.version}`,
    verdict,
    level,
    tool: `${tool.name} ${tool.version}`,
    ...(budget === undefined ? {} : budgetProperties(budget)),
  }
  const content = Object.entries(properties).map(([name, value]) => element('property', { name, value }))
  return element('properties', {}, content)
}

function budgetProperties(budget: BudgetReport): Readonly<Record<string, string | number>> {
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

function renderCase(result: Entry, report: Report, verbose: boolean): string {
  const segments = splitId(result.id)
  const attributes = {
    name: segments.at(-1) ?? result.id,
    classname: segments.length > 1 ? segments.slice(0, -1).join('.') : result.id,
    time: seconds(result.durationMs),
  }
  const content =
    'title' in result ? [...outcomeOf(result, report), ...systemOutOf(result, verbose)] : [skipped(result.reason)]
  return element('testcase', attributes, content)
}

/** Returns no element or a single element, because readers count elements. */
function outcomeOf(result: Result, report: Report): readonly string[] {
  const { status, reason = 'no reason' } = result
  if (status === 'skip') return [skipped(reason)]
  if (status === 'inconclusive') {
    const text = xmlText(detail(result, []))
    return [element('error', { type: 'inconclusive', message: reason }, [text])]
  }
  if (status !== 'fail') return []
  const known = knownReason(report, result)
  if (known !== undefined) return [skipped(known)]
  const findings = result.findings.filter(({ level }) => level === 'must')
  const [first] = findings
  if (first === undefined) return [element('failure', { message: reason })]
  const more = distinct(findings).length - 1
  const message = more === 0 ? first.message : `${first.message} (and ${counted(more, 'other cause')})`
  return [element('failure', { type: first.requirement, message }, [xmlText(detail(result, findings))])]
}

function skipped(reason: string): string {
  return element('skipped', { message: reason })
}

function systemOutOf(result: Result, verbose: boolean): readonly string[] {
  const findings = result.findings
    .filter(({ level }) => level === 'should' || (verbose && level === 'observe'))
    .toSorted(byLevel)
  return findings.length === 0 ? [] : [element('system-out', {}, [xmlText(detail(result, findings))])]
}

function detail(result: Result, findings: readonly ReportedFinding[]): string {
  return ['', plainText(result.title), ...resultDetail(result, findings, { width: WIDTH }), ''].join('\n')
}

function countsOf(results: readonly Entry[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> {
  const statusOf = (entry: Entry): Result['status'] =>
    'known' in entry && entry.status === 'fail' ? 'skip' : entry.status
  const of = (status: Result['status']): number => results.filter((entry) => statusOf(entry) === status).length
  return { tests: results.length, failures: of('fail'), errors: of('inconclusive'), skipped: of('skip') }
}

/** Splits `create.twice[a.b]` into `create` and `twice[a.b]`. A dot within brackets belongs to a value. */
function splitId(id: string): readonly string[] {
  const bracket = id.indexOf('[')
  const segments = (bracket < 0 ? id : id.slice(0, bracket)).split('.')
  return bracket < 0 ? segments : [...segments.slice(0, -1), `${segments.at(-1) ?? ''}${id.slice(bracket)}`]
}

/** Converts milliseconds to seconds with three decimals, as in the XML schema. */
function seconds(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3)
}
