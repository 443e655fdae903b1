import type { Report, Result } from '../src/report/report.ts'
import { boundedDetails, type Detail } from './bounded-details.ts'
import { byLevel } from './by-level.ts'
import { knownReason } from './known-reason.ts'
import { cut } from './plain-text.ts'
import { xmlText } from './xml.ts'

/** The texts of the testcases of a file. A list without a text stands for no text. */
export interface CaseTexts {
  /** Bounds the message of a finding, or the reason of an inconclusive result. */
  readonly message: (text: string) => string
  /** The reason of a known failure; undefined for any other result. */
  readonly known: (result: Result) => string | undefined
  /** The XML below `failure` or `error`. */
  readonly outcome: (result: Result) => readonly string[]
  /** The XML of `system-out`. */
  readonly warnings: (result: Result) => readonly string[]
}

/** The most characters of all messages. Above, each message is cut. */
const MESSAGES = 150_000
const LONGEST_MESSAGE = 120

/** Texts of a file whose elements are empty, to measure the rest of the file. */
export function emptyTexts(report: Report): CaseTexts {
  const { results } = report
  const messages = results.reduce((sum, { findings: [first] }) => sum + (first?.message.length ?? 0), 0)
  return {
    message: (text) => (messages > MESSAGES ? cut(text, LONGEST_MESSAGE) : text),
    known: (result) => knownReason(report, result),
    outcome: () => [''],
    warnings: ({ findings }) => (findings.some(({ level }) => level !== 'must') ? [''] : []),
  }
}

interface TextBounds {
  readonly verbose: boolean
  /** The bytes of all texts. */
  readonly limit: number
}

/** Texts that are bounded together. The message of a finding stands in an attribute, so that a result without a text has it too. */
export function boundedTexts(report: Report, { verbose, limit }: TextBounds): CaseTexts {
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
  const texts = boundedDetails([...outcomes.values(), ...warnings.values()], report.causes, { limit, sizeOf })
  const textOf = (detail: Detail | undefined): readonly string[] => {
    const text = detail === undefined ? undefined : texts.get(detail)
    return text === undefined ? [] : [xmlText(text)]
  }
  const { message, known } = emptyTexts(report)
  return {
    message,
    known,
    outcome: (result) => textOf(outcomes.get(result)),
    warnings: (result) => textOf(warnings.get(result)),
  }
}

function sizeOf(text: string): number {
  return Buffer.byteLength(xmlText(text))
}
