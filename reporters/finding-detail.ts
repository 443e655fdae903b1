import type { Evidence } from '../src/secrets/evidence.ts'
import type { ReportedFinding, Result } from '../src/report/report.ts'
import type { Location } from '../src/source/mistake.ts'
import { curlLine } from './curl.ts'
import { cut, plainLines, plainText } from './plain-text.ts'

/** A label, and the lines that stand beside it; safe to print. */
export interface DetailRow {
  readonly label: string
  readonly lines: readonly string[]
}

/** How much of a body is shown in brief, in lines. */
const BODY_LINES = 6
const LONGEST_VALUE = 400

/** What is wrong: expected and actual, where, and where that is expected if it is not the case itself that says so. */
export function findingRows(finding: ReportedFinding, { location }: Result): readonly DetailRow[] {
  const { message, at, expected, actual } = finding
  // What a kind says in words it also says in its message; a value of the contract's is written as JSON, like the actual one.
  const prose = typeof expected === 'string' && message.includes(expected)
  return [
    { label: 'expected', lines: [value(expected, prose)] },
    { label: 'actual', lines: [value(actual, actual === 'nothing')] },
    { label: 'at', lines: [plainText(at)] },
    ...(finding.location.file === location.file
      ? []
      : [{ label: 'stated', lines: [plainText(placeOf(finding.location))] }]),
  ]
}

/** The exchange that shows it, in brief, and how to send it again. */
export function exchangeRows({ request, response, failure }: Evidence, width: number): readonly DetailRow[] {
  return [
    { label: 'request', lines: [plainText(`${request.method} ${request.url}`), ...brief(request.body, width)] },
    ...(response === undefined
      ? [{ label: 'answer', lines: [`none: ${plainText(failure ?? 'no reason')}`] }]
      : [{ label: 'answer', lines: [headline(response), ...brief(response.body, width)] }]),
    { label: 'curl', lines: [plainText(curlLine(request))] },
  ]
}

/** Where the case is written, and how to run it alone. */
export function sourceRows({ location, replay }: Result): readonly DetailRow[] {
  return [
    { label: 'case', lines: [plainText(placeOf(location))] },
    { label: 'replay', lines: [plainText(replay.command)] },
  ]
}

/** The exchange of a result that shows a finding. */
export function exchangeOf({ exchange }: ReportedFinding, { exchanges }: Result): Evidence | undefined {
  return exchange === undefined ? undefined : exchanges[exchange]
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`
}

/** Labels in a column, lines in another. */
export function layOut(
  rows: readonly DetailRow[],
  paint: (label: string) => string = (label) => label,
): readonly string[] {
  const width = Math.max(...rows.map(({ label }) => label.length)) + 2
  return rows.flatMap(({ label, lines }) =>
    lines.map((line, index) => (index === 0 ? paint(label.padEnd(width)) : ' '.repeat(width)) + line),
  )
}

function headline({ status, headers, defect }: NonNullable<Evidence['response']>): string {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return plainText(
    [String(status), ...(type === undefined ? [] : [type]), ...(defect === undefined ? [] : [defect])].join(', '),
  )
}

/** The first lines of a body behind a bar, so that none of it can be taken for ours. */
function brief(body: string | undefined, width: number): readonly string[] {
  if (body === undefined || body === '') return []
  const lines = plainLines(body.slice(0, width * (BODY_LINES + 1))).flatMap((line) => wrap(line, width))
  const whole = lines.length <= BODY_LINES && body.length <= width * (BODY_LINES + 1)
  return [...lines.slice(0, BODY_LINES), ...(whole ? [] : ['...'])].map((line) => `| ${line}`)
}

function wrap(line: string, width: number): readonly string[] {
  const characters = Array.from(line)
  return Array.from({ length: Math.max(1, Math.ceil(characters.length / width)) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  )
}

function value(given: unknown, prose: boolean): string {
  if (given === undefined) return 'nothing'
  return cut(plainText(prose && typeof given === 'string' ? given : JSON.stringify(given)), LONGEST_VALUE)
}
