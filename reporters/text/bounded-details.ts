import type { Report, ReportedFinding, Result } from '../../src/report/report.ts'
import { credentialVariables } from './credential-variables.ts'
import { contrastsOf } from './only-text.ts'
import { replayOf } from './replay-of.ts'
import { headingOf, resultDetail } from './result-detail.ts'
import { plainText } from './plain-text.ts'
import { counted } from './wording.ts'

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

/** The texts of details, and what is not in them. */
interface BoundedDetails<D> {
  /** A detail without room has no text. */
  readonly texts: ReadonlyMap<D, string>
  /** The details that are not whole, in words; undefined if all are whole. */
  readonly cut: string | undefined
}

/** The share of the limit that the first results of the causes have in any case. */
const LEADING = 0.7
/** The bytes of a text from which its beginning tells enough. */
const TELLING = 400
/** The columns of a line of a body. */
const WIDTH = 120

/**
 * Renders details within a limit. The first results of the causes come first, with equal room for each: a text that is longer than its
 * share is cut. All others have the place and the replay command, and their evidence too if there is room.
 */
export function boundedDetails<D extends Detail>(
  details: readonly D[],
  causes: Report['causes'],
  { limit, ...bounds }: Bounds,
): BoundedDetails<D> {
  const sizeOf = remembered(bounds.sizeOf)
  const firsts = new Map(causes.map(({ id, first }) => [id, first]))
  const contrasts = contrastsOf(causes)
  const whole = new Map(details.map((detail) => [detail, fullText(detail, contrasts)]))
  const full = (detail: D): string => whole.get(detail) ?? ''
  const leading = new Set(leadingOf(details, causes))
  const others = details.filter((detail) => !leading.has(detail))
  const brief = (detail: D): string => briefText(detail, firsts)
  const sizes = (render: (detail: D) => string): number => sum(others.map((detail) => sizeOf(render(detail))))
  const forBriefs = Math.min((1 - LEADING) * limit, sizes(brief))
  const share = fairShare(
    [...leading].map((detail) => sizeOf(full(detail))),
    limit - forBriefs,
  )
  const texts = new Map<D, string>()
  let left = limit
  const put = (detail: D, text: string): boolean => {
    const size = sizeOf(text) - sizeOf(texts.get(detail) ?? '')
    if (size > left) return false
    left -= size
    texts.set(detail, text)
    return true
  }
  for (const detail of leading) {
    const text = sizeOf(full(detail)) <= share ? full(detail) : beginning(detail, { text: full(detail), share, sizeOf })
    put(detail, text ?? replayText(detail))
  }
  const pointer = (detail: D): string => pointerText(detail, firsts)
  const short = [brief, pointer].find((render) => sizes(render) <= left) ?? replayText
  for (const detail of others) put(detail, short(detail))
  for (const detail of [...others, ...leading])
    if (texts.get(detail) !== full(detail) && !put(detail, full(detail))) break
  return { texts, cut: cutOf(details, { texts, full }) }
}

function remembered(sizeOf: (text: string) => number): (text: string) => number {
  const sizes = new Map<string, number>()
  return (text) => {
    const size = sizes.get(text) ?? sizeOf(text)
    sizes.set(text, size)
    return size
  }
}

/** The largest size that is not above any room: sizes below it are whole, and all others get the size. */
function fairShare(sizes: readonly number[], room: number): number {
  let left = room
  for (const [index, size] of sizes.toSorted((one, other) => one - other).entries()) {
    const share = left / (sizes.length - index)
    if (size > share) return share
    left -= size
  }
  return Infinity
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}

interface Rendered<D> {
  readonly texts: ReadonlyMap<D, string>
  readonly full: (detail: D) => string
}

function cutOf<D>(details: readonly D[], { texts, full }: Rendered<D>): string | undefined {
  const whole = details.filter((detail) => texts.get(detail) === full(detail)).length
  const none = details.filter((detail) => !texts.has(detail)).length
  if (whole === details.length) return undefined
  return `${whole} of ${counted(details.length, 'text')} whole, ${details.length - whole - none} short, ${none} left out`
}

/** The details of the results that show a cause first, in the order of the causes. */
function leadingOf<D extends Detail>(details: readonly D[], causes: Report['causes']): readonly D[] {
  const byId = new Map<string, D[]>()
  for (const detail of details) byId.set(detail.result.id, [...(byId.get(detail.result.id) ?? []), detail])
  return [...new Set(causes.map(({ first }) => first))].flatMap((first) => byId.get(first) ?? [])
}

function fullText({ result, findings }: Detail, contrasts: ReturnType<typeof contrastsOf>): string {
  const detail = resultDetail(result, findings, { width: WIDTH, contrasts })
  return ['', plainText(result.title), ...credentialVariables(detail), ...detail, ''].join('\n')
}

/** The first lines of a text and the replay command; undefined if that would tell too little. */
function beginning(
  detail: Detail,
  { text, share, sizeOf }: Pick<Bounds, 'sizeOf'> & { readonly text: string; readonly share: number },
): string | undefined {
  const lines = text.split('\n')
  const end = (count: number): string => `\n  ... (${counted(count, 'line')} left out)${replayText(detail)}`
  let left = share - sizeOf(end(lines.length))
  if (share < TELLING) return undefined
  const rest = lines.findIndex((line) => (left -= sizeOf(line) + 1) < 0)
  return `${lines.slice(0, rest).join('\n')}${end(lines.length - rest - 1)}`
}

function replayText({ result, findings: [finding] }: Detail): string {
  return `\nreplay  ${plainText(replayOf(finding ?? {}, result))}\n`
}

/** The first finding, the result that has its evidence, and the replay command. */
function briefText(detail: Detail, firsts: ReadonlyMap<string, string>): string {
  const [finding] = detail.findings
  const lines = [
    plainText(detail.result.title),
    ...(finding === undefined ? [] : [headingOf(finding, {}), `  at      ${plainText(finding.at)}`]),
  ]
  return ['', ...lines].join('\n') + pointerText(detail, firsts)
}

/** The result that has the evidence, and the replay command. */
function pointerText({ result, findings }: Detail, firsts: ReadonlyMap<string, string>): string {
  const first = firsts.get(findings[0]?.cause ?? '')
  const isElsewhere = first !== undefined && first !== result.id
  const pointer = isElsewhere ? `\n  as in   ${plainText(first)}, which has the evidence` : ''
  return pointer + replayText({ result, findings })
}
