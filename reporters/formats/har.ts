import type { Report, Result } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { jsonPieces } from '../json/json-text.ts'
import { reportFormat } from '../report-format.ts'
import { wellFormed } from '../text/well-formed.ts'

/**
 * HAR 1.2 of the exchanges in the report, for the network tools of browsers and proxies. Each case is a page. Secrets are masked and
 * long bodies are cut, as in every report.
 */
export const har = reportFormat('har', (report) => jsonPieces(logOf(report), { depth: 3 }))

function logOf(report: Report): object {
  const shown = report.results.filter(({ exchanges }) => exchanges.length > 0)
  return {
    log: {
      version: '1.2',
      creator: { name: report.tool.name, version: report.tool.version },
      comment: 'Secrets are masked and long bodies are cut. Times of sending and receiving are not measured apart.',
      pages: shown.map((result) => pageOf(result, report)),
      entries: entriesOf(shown, report),
    },
  }
}

function pageOf({ id, title, status, exchanges: [first] }: Result, { startedAt }: Report): object {
  return {
    startedDateTime: first?.startedAt ?? startedAt,
    id: wellFormed(id),
    title: wellFormed(`${id}: ${title}`),
    pageTimings: {},
    comment: status,
  }
}

function* entriesOf(results: readonly Result[], { startedAt }: Report): Generator<object> {
  for (const { id, exchanges } of results)
    for (const exchange of exchanges)
      yield {
        pageref: wellFormed(id),
        startedDateTime: exchange.startedAt ?? startedAt,
        time: exchange.durationMs,
        request: requestOf(exchange),
        response: responseOf(exchange),
        cache: {},
        timings: { send: 0, wait: exchange.durationMs, receive: 0 },
      }
}

/** HAR counts sizes in bytes; -1 is an unknown size. */
const UNKNOWN = -1

function requestOf({ request }: Evidence): object {
  const { method, url, headers, body } = request
  return {
    method,
    url: wellFormed(url),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: listOf(headers),
    queryString: queryOf(url),
    headersSize: UNKNOWN,
    bodySize: body === undefined ? 0 : UNKNOWN,
    ...(body === undefined ? {} : { postData: { mimeType: mediaTypeOf(headers), text: wellFormed(body) } }),
  }
}

/** Browsers write an exchange without an answer as status 0. */
function responseOf({ response, failure }: Evidence): object {
  const { status = 0, headers = {}, body = '', defect } = response ?? {}
  const comment = wellFormed(defect ?? (response === undefined ? (failure ?? 'no answer') : ''))
  return {
    status,
    statusText: '',
    httpVersion: response === undefined ? '' : 'HTTP/1.1',
    cookies: [],
    headers: listOf(headers),
    content: { size: Buffer.byteLength(body), mimeType: mediaTypeOf(headers), text: wellFormed(body) },
    redirectURL: wellFormed(valueOf(headers, 'location') ?? ''),
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
    ...(comment === '' ? {} : { comment }),
    ...(response === undefined ? { _error: comment } : {}),
  }
}

type Headers = Evidence['request']['headers']

function listOf(headers: Headers): readonly object[] {
  return Object.entries(headers).map(([name, value]) => ({ name: wellFormed(name), value: wellFormed(value) }))
}

function mediaTypeOf(headers: Headers): string {
  return wellFormed(valueOf(headers, 'content-type') ?? 'application/octet-stream')
}

function valueOf(headers: Headers, name: string): string | undefined {
  return Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1]
}

function queryOf(url: string): readonly object[] {
  const [, query = ''] = url.split('#')[0]?.split(/\?([^]*)/) ?? []
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name: wellFormed(name), value: wellFormed(value) }))
}
