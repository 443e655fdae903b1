import type { Report, ReportedFinding, Result } from '../src/report/report.ts'
import { replayOf } from './replay-of.ts'
import { headingOf, resultDetail } from './result-detail.ts'
import { plainText } from './plain-text.ts'

/** Findings of a result that are rendered together. */
export interface Detail {
  readonly result: Result
  readonly findings: readonly ReportedFinding[]
}

interface Bounds {
  /** The bytes of all texts together. */
  readonly limit: number
  /** The bytes of a text in the format. */
  readonly sizeOf: (text: string) => number
}

/** The share of the limit that the first results of the causes may take before all others. */
const LEADING = 0.7
/** The columns of a line of a body. */
const WIDTH = 120

/**
 * Renders details within a limit: evidence once a cause, of the heaviest causes first; then the place and the replay command of all
 * others; then evidence of the others. A detail without room has no text.
 */
export function boundedDetails<D extends Detail>(
  details: readonly D[],
  causes: Report['causes'],
  { limit, sizeOf }: Bounds,
): ReadonlyMap<D, string> {
  const texts = new Map<D, string>()
  let left = limit * LEADING
  const replaces = (detail: D, text: string): boolean => {
    const size = sizeOf(text) - sizeOf(texts.get(detail) ?? '')
    if (size > left) return false
    left -= size
    texts.set(detail, text)
    return true
  }
  for (const detail of leadingOf(details, causes)) replaces(detail, fullText(detail))
  left += limit * (1 - LEADING)
  const firsts = new Map(causes.map(({ id, first }) => [id, first]))
  const others = details.filter((detail) => !texts.has(detail))
  for (const detail of others) replaces(detail, briefText(detail, firsts))
  for (const detail of others) if (!replaces(detail, fullText(detail))) break
  return texts
}

/** The details of the results that show a cause first, in the order of the causes. */
function leadingOf<D extends Detail>(details: readonly D[], causes: Report['causes']): readonly D[] {
  const byId = new Map<string, D[]>()
  for (const detail of details) byId.set(detail.result.id, [...(byId.get(detail.result.id) ?? []), detail])
  return [...new Set(causes.map(({ first }) => first))].flatMap((first) => byId.get(first) ?? [])
}

function fullText({ result, findings }: Detail): string {
  return ['', plainText(result.title), ...resultDetail(result, findings, { width: WIDTH }), ''].join('\n')
}

/** The first finding, the result that has its evidence, and the replay command. */
function briefText({ result, findings }: Detail, firsts: ReadonlyMap<string, string>): string {
  const [finding] = findings
  const first = firsts.get(finding?.cause ?? '')
  const lines = [
    plainText(result.title),
    ...(finding === undefined ? [] : [headingOf(finding, {}), `  at      ${plainText(finding.at)}`]),
    ...(first === undefined || first === result.id ? [] : [`  as in   ${plainText(first)}, which has the evidence`]),
    `replay  ${plainText(replayOf(finding ?? {}, result))}`,
  ]
  return ['', ...lines, ''].join('\n')
}
