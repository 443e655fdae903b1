import type { Report, ReportedFinding, Result } from '../../src/report/report.ts'
import { boundedDetails, type Detail } from '../text/bounded-details.ts'
import { byLevel } from '../text/by-level.ts'
import { knownReason } from '../text/known-reason.ts'
import { cut } from '../text/plain-text.ts'
import { toldFinding } from '../text/told-finding.ts'
import { xmlText } from '../text/xml.ts'

/** The texts of the testcases of a file. A list without a text stands for no text. */
export interface CaseTexts {
  /** The title in a name, after a colon. */
  readonly title: (text: string) => string
  /** Bounds the reason of a result. */
  readonly message: (text: string) => string
  /** The finding with its request and its values; its message alone where the room is short. */
  readonly told: (finding: ReportedFinding, result: Result) => string
  /** The reason of a known failure; undefined for any other result. */
  readonly known: (result: Result) => string | undefined
  /** The XML below `failure` or `error`. */
  readonly outcome: (result: Result) => readonly string[]
  /** The XML of `system-out`. */
  readonly warnings: (result: Result) => readonly string[]
  /** Each requirement stands in the first of its suites only. */
  readonly once: boolean
  /** The parts that the file leaves out, in words. */
  readonly cut: string | undefined
}

/** The longest title in a name, in characters. CI systems show names in tables. */
export const LONGEST_TITLE = 64

/** The most characters of a title in a name, and of a message. */
export interface Lengths {
  readonly title: number
  readonly message: number
  /** Each requirement stands in the first of its suites only. */
  readonly once: boolean
}

/** The room of the sentence that tells what is left out, as text. */
const CUT = '.'.repeat(240)

/** Texts of a file whose elements are empty, to measure the rest of the file. */
export function emptyTexts(report: Report, { title, message, once }: Lengths): CaseTexts {
  return {
    title: (text) => (title === 0 ? '' : `: ${cut(text, title)}`),
    message: (text) => (message === Infinity ? text : cut(text, message)),
    told: (finding, result) => (message === Infinity ? toldFinding(finding, result) : cut(finding.message, message)),
    known: (result) => knownReason(report, result),
    outcome: () => [''],
    warnings: ({ findings }) => (findings.some(({ level }) => level !== 'must') ? [''] : []),
    once,
    cut: CUT,
  }
}

interface TextBounds extends Lengths {
  readonly verbose: boolean
  /** The bytes of all texts. */
  readonly limit: number
}

/** Texts that are bounded together. The message of a finding stands in an attribute, so that a result without a text has it too. */
export function boundedTexts(report: Report, { verbose, limit, ...lengths }: TextBounds): CaseTexts {
  const outcomes = new Map<Result, Detail>()
  const warnings = new Map<Result, Detail>()
  for (const result of report.results) {
    const { status, findings } = result
    const broken =
      result.known === undefined && status === 'fail' ? findings.filter(({ level }) => level === 'must') : []
    if (broken.length > 0 || status === 'inconclusive') outcomes.set(result, { result, findings: broken })
    const others = findings.filter(({ level }) => level === 'should' || (verbose && level === 'observe'))
    if (others.length > 0) warnings.set(result, { result, findings: others.toSorted(byLevel) })
  }
  const { texts, cut: short } = boundedDetails([...outcomes.values(), ...warnings.values()], report.causes, {
    limit,
    sizeOf,
  })
  const textOf = (detail: Detail | undefined): readonly string[] => {
    const text = detail === undefined ? undefined : texts.get(detail)
    return text === undefined ? [] : [xmlText(text)]
  }
  return {
    ...emptyTexts(report, lengths),
    outcome: (result) => textOf(outcomes.get(result)),
    warnings: (result) => textOf(warnings.get(result)),
    cut: cutOf(short, lengths),
  }
}

function cutOf(evidence: string | undefined, { title, message, once }: Lengths): string | undefined {
  const parts = [
    ...(evidence === undefined ? [] : [`evidence: ${evidence}`]),
    ...(message === Infinity ? [] : [`messages have at most ${message} characters`]),
    ...(once ? ['each requirement stands in its first suite'] : []),
    ...(title >= LONGEST_TITLE
      ? []
      : [title === 0 ? 'names have no titles' : `titles in names have at most ${title} characters`]),
  ]
  return parts.length === 0 ? undefined : `${parts.join('; ')}; the JSON report has more`
}

function sizeOf(text: string): number {
  return Buffer.byteLength(xmlText(text))
}
