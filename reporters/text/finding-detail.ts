import type { Evidence } from '../../src/secrets/evidence.ts'
import type { ReportedFinding, Result } from '../../src/report/report.ts'
import { toldBefore, writesBeside } from './beside.ts'
import { bodyLines, partAround } from './body-lines.ts'
import { curlLines } from './curl-of-moment.ts'
import { plainText, shortPlainText, withVisibleMarks } from './plain-text.ts'
import { sentAs } from './sent-as.ts'
import { wordsOfActual, wordsOfExpected } from './in-words.ts'
import { locationText, MAY_PASS_ALONE, OF_EARLIER_CASE } from './wording.ts'

/** A label and the lines beside the label. All lines are safe to print. */
export interface DetailRow {
  readonly label: string
  readonly lines: readonly string[]
}

/** The longest expected or actual value, in characters. */
const LONGEST_VALUE = 400

/** Rows for expected, actual and place. An expectation in another file than the case adds a row with its location. */
export function findingRows(finding: ReportedFinding, result: Result): readonly DetailRow[] {
  const { at, expected, actual, timeline = [], ofEarlierCase } = finding
  const { location } = result
  return [
    { label: 'expected', lines: [sideText(expected, wordsOfExpected(finding))] },
    { label: 'actual', lines: [sideText(actual, wordsOfActual(finding))] },
    { label: 'at', lines: [plainText(at)] },
    ...(timeline.length === 0
      ? beforeRows(finding, result)
      : [{ label: 'requests', lines: timeline.map(timedLine(result)) }]),
    ...besideRows(finding, result),
    ...shownByRows(finding, result),
    ...(ofEarlierCase === true ? [{ label: 'note', lines: [OF_EARLIER_CASE] }] : []),
    ...(finding.location.file === location.file
      ? []
      : [{ label: 'stated in', lines: [plainText(locationText(finding.location))] }]),
  ]
}

/** The requests of the case before that of the finding. */
function beforeRows({ exchange }: ReportedFinding, { exchanges, counterexample }: Result): readonly DetailRow[] {
  // The steps of a history are all told.
  if (exchange === undefined || counterexample?.steps !== undefined) return []
  const own = exchanges[exchange]
  const lines = toldBefore(exchanges, exchange).map(
    (one) => answeredLine(one).replace(ORIGIN, ' ') + plainText(otherHeaders(one, own)),
  )
  return lines.length === 0 ? [] : [{ label: 'after', lines }]
}

/** The headers whose difference between two requests may explain one between their answers. */
const TELLING = ['Accept', 'Content-Type']

/** `, with Accept: text/html`, for headers that the request of the finding has otherwise; empty for none. */
function otherHeaders({ request }: Evidence, own: Evidence | undefined): string {
  if (own === undefined) return ''
  const differing = TELLING.filter((name) => {
    const [here, there] = [request.headers[name], own.request.headers[name]]
    return here !== undefined && there !== undefined && here !== there
  })
  return differing.length === 0
    ? ''
    : `, with ${differing.map((name) => `${name}: ${request.headers[name] ?? ''}`).join(', ')}`
}

/** The origin of a URL in a line: that of the request stands below. */
const ORIGIN = / https?:\/\/[^/]*/

/** `POST http://127.0.0.1/SLACK, answered 200`, safe to print. */
function answeredLine({ request, response }: Evidence): string {
  const { method, url, as } = request
  return plainText(
    `${method} ${url}${sentAs(as === undefined ? {} : { as })}, ${response === undefined ? 'no answer' : `answered ${response.status}`}`,
  )
}

/** The later request that shows the finding. */
function shownByRows({ shownBy = -1 }: ReportedFinding, { exchanges }: Result): readonly DetailRow[] {
  const read = exchanges[shownBy]
  return read === undefined ? [] : [{ label: 'shown by', lines: [answeredLine(read).replace(ORIGIN, ' ')] }]
}

/** The most writes beside a race, as a count. */
const MOST_BESIDE = 8

function besideRows(finding: ReportedFinding, { exchanges }: Result): readonly DetailRow[] {
  const lines = writesBeside(finding, exchanges).slice(0, MOST_BESIDE).map(answeredLine)
  return lines.length === 0 ? [] : [{ label: 'beside', lines }]
}

/** `1. 0 to 14 ms: POST http://127.0.0.1/SLACK, answered 200`, safe to print. */
function timedLine({ exchanges }: Result): (timed: Timed, index: number) => string {
  return ({ exchange, startMs, endMs }, index) => {
    const { request, response } = exchanges[exchange] ?? {}
    const time = endMs === undefined ? `from ${startMs} ms` : `${startMs} to ${endMs} ms`
    const answer = response === undefined ? 'no answer' : `answered ${response.status}`
    return plainText(
      `${index + 1}. ${time}: ${request?.method ?? ''} ${request?.url ?? ''}${sentAs(request ?? {})}, ${answer}`,
    )
  }
}

type Timed = NonNullable<ReportedFinding['timeline']>[number]

/**
 * Rows for the request, the answer, the output of the server around them and curl commands. There is one command, or one for each request
 * of the moment that a finding tells of. Bodies are cut, in lines of `width` columns; that of the answer around the place `at`.
 */
export function exchangeRows(
  exchange: Evidence,
  { width, at = '' }: { readonly width: number; readonly at?: string },
  curl: readonly string[] = curlLines(exchange),
): readonly DetailRow[] {
  const { request, response, failure, output = [] } = exchange
  return [
    {
      label: 'request',
      lines: [
        plainText(`${request.method} ${request.url}${sentAs(request)}`),
        ...brief(showBytes(request.body), width),
      ],
    },
    ...(response === undefined
      ? [{ label: 'answer', lines: [`none: ${plainText(failure ?? 'no reason')}`] }]
      : [
          {
            label: 'answer',
            lines: [headline(response), ...notJson(response), ...brief(partAround(response.body, at, width), width)],
          },
        ]),
    ...(output.length === 0 ? [] : [{ label: 'server', lines: output.map((line) => `| ${plainText(line)}`) }]),
    { label: 'curl', lines: curl.map((line) => plainText(line)) },
  ]
}

/** Rows for the location of the case and the replay command. The replay row is left out if each finding has its own. */
export function sourceRows(
  { location, replay, flaky }: Result,
  findings: readonly ReportedFinding[],
): readonly DetailRow[] {
  const isOwn = findings.length > 0 && findings.every((finding) => finding.replay !== undefined)
  const caution = flaky === true ? [`# ${MAY_PASS_ALONE}`] : []
  return [
    { label: 'case', lines: [plainText(locationText(location))] },
    ...(isOwn ? [] : [{ label: 'replay', lines: [plainText(replay.command), ...caution] }]),
  ]
}

/** Returns the exchange of a finding, if the report kept the exchange. */
export function exchangeOf({ exchange }: ReportedFinding, { exchanges }: Result): Evidence | undefined {
  return exchange === undefined ? undefined : exchanges[exchange]
}

/** Lays out labels and lines in two columns. `paint` styles the padded labels. */
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
    [
      status === 0 ? 'unreadable' : String(status),
      ...(type === undefined ? [] : [type]),
      ...(defect === undefined ? [] : [defect]),
    ].join(', '),
  )
}

/** The place of a mistake stands before the body, whose end may be cut. */
function notJson({ notJsonFrom }: NonNullable<Evidence['response']>): readonly string[] {
  return notJsonFrom === undefined ? [] : [plainText(`not JSON from ${notJsonFrom}`)]
}

/** The beginning of a body. The bar separates text of the server from text of the report. */
function brief(body: string | undefined, width: number): readonly string[] {
  return body === undefined || body === '' ? [] : bodyLines(withVisibleMarks(body), width).map((line) => `| ${line}`)
}

/** A body with each byte that is not UTF-8 as `\\xff`. */
function showBytes(body: string | undefined): string | undefined {
  return body?.replaceAll(/[\udc80-\udcff]/gu, (byte) => `\\x${(byte.charCodeAt(0) - 0xdc00).toString(16)}`)
}

/** A side of a finding on a single line, safe to print: its words, or without these its value as JSON. */
export function sideText(side: unknown, words: string | undefined, longest = LONGEST_VALUE): string {
  if (side === undefined) return 'nothing'
  const text = words ?? JSON.stringify(side)
  return shortPlainText(withVisibleMarks(text), longest)
}
