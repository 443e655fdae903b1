import type { Report, ReportedFinding, Result } from '../src/report/report.ts'
import { byLevel } from './by-level.ts'
import { plainText } from './plain-text.ts'
import type { ReporterFormat } from './reporter.ts'
import { distinct, resultDetail } from './result-detail.ts'
import { counted, groupBy } from './wording.ts'
import { element, xmlText } from './xml.ts'

/**
 * JUnit XML as Jenkins' junit-10.xsd has it: one testcase a result, one testsuite a suite. fail is `failure`, inconclusive is
 * `error`, skip is `skipped`; a warning passes, with its text in `system-out`.
 */
export const junit: ReporterFormat = {
  name: 'junit',
  create: ({ verbose }) => ({ event: (event) => (event.type === 'report' ? render(event, verbose) : '') }),
  // Every `<` of a text is escaped, so this one can only be the gate's.
  mend: (masked) => masked.replaceAll('<secret>', '&lt;secret&gt;'),
}

/** Columns at which the text of bodies is wrapped. */
const WIDTH = 120

function render(report: Report, verbose: boolean): string {
  const suites = groupBy(report.results, ({ id }) => splitId(id)[0] ?? id).map(([name, results]) =>
    renderSuite({ name, results, report, verbose }),
  )
  const { tests, failures, errors } = countsOf(report.results)
  const attributes = { name: report.contract.name, time: seconds(report.durationMs), tests, failures, errors }
  const content = suites.length === 0 ? [renderNothing(report)] : suites
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, ['\n', ...content])}\n`
}

interface Suite {
  readonly name: string
  readonly results: readonly Result[]
  readonly report: Report
  readonly verbose: boolean
}

function renderSuite({ name, results, report, verbose }: Suite): string {
  const time = seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0))
  const attributes = { name, ...countsOf(results), time, timestamp: report.startedAt.slice(0, 19) }
  const cases = results.map((result) => `${renderCase(result, verbose)}\n`)
  return `${element('testsuite', attributes, ['\n', propertiesOf(report), '\n', ...cases])}\n`
}

/** A run that reached no case still says so: a file without a word would pass for a green run. */
function renderNothing(report: Report): string {
  const said = xmlText(plainText(`${report.verdict}: ${report.reason ?? 'no case ran'}`))
  const content = ['\n', propertiesOf(report), '\n', element('system-err', {}, [said]), '\n']
  return `${element('testsuite', { name: 'run', ...countsOf([]) }, content)}\n`
}

function propertiesOf({ seed, target, contract, verdict, tool, level }: Report): string {
  const properties = {
    seed,
    target,
    contract: `${contract.name} ${contract.version}`,
    verdict,
    level,
    tool: `${tool.name} ${tool.version}`,
  }
  const content = Object.entries(properties).map(([name, value]) => element('property', { name, value }))
  return element('properties', {}, content)
}

function renderCase(result: Result, verbose: boolean): string {
  const segments = splitId(result.id)
  const attributes = {
    name: segments.at(-1) ?? result.id,
    classname: segments.length > 1 ? segments.slice(0, -1).join('.') : result.id,
    time: seconds(result.durationMs),
  }
  return element('testcase', attributes, [...outcomeOf(result), ...remarksOn(result, verbose)])
}

/** One element at most, whatever the number of findings: readers count elements. */
function outcomeOf(result: Result): readonly string[] {
  const { status, reason = 'no reason' } = result
  if (status === 'skip') return [element('skipped', { message: reason })]
  if (status === 'inconclusive') {
    const text = xmlText(detail(result, []))
    return [element('error', { type: 'inconclusive', message: reason }, [text])]
  }
  if (status !== 'fail') return []
  const findings = result.findings.filter(({ level }) => level === 'must')
  const [first] = findings
  if (first === undefined) return [element('failure', { message: reason })]
  const more = distinct(findings).length - 1
  const message = more === 0 ? first.message : `${first.message} (and ${counted(more, 'other cause')})`
  return [element('failure', { type: first.requirement, message }, [xmlText(detail(result, findings))])]
}

function remarksOn(result: Result, verbose: boolean): readonly string[] {
  const findings = result.findings
    .filter(({ level }) => level === 'should' || (verbose && level === 'observe'))
    .toSorted(byLevel)
  return findings.length === 0 ? [] : [element('system-out', {}, [xmlText(detail(result, findings))])]
}

function detail(result: Result, findings: readonly ReportedFinding[]): string {
  return ['', plainText(result.title), ...resultDetail(result, findings, { width: WIDTH }), ''].join('\n')
}

function countsOf(results: readonly Result[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> {
  const of = (status: Result['status']): number => results.filter((result) => result.status === status).length
  return { tests: results.length, failures: of('fail'), errors: of('inconclusive'), skipped: of('skip') }
}

/** `create.twice[a.b]` is `create` and `twice[a.b]`: what stands in brackets is a value, whatever it holds. */
function splitId(id: string): readonly string[] {
  const bracket = id.indexOf('[')
  const segments = (bracket < 0 ? id : id.slice(0, bracket)).split('.')
  return bracket < 0 ? segments : [...segments.slice(0, -1), `${segments.at(-1) ?? ''}${id.slice(bracket)}`]
}

/** Seconds with three decimals, as the schema has them. */
function seconds(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3)
}
