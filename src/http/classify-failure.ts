import { bytesReadSinceSent } from './bytes-read.ts'
import type { Failure, Limits } from './target.ts'

/** The failure and its reason for a request without an answer, from the error that ended the request and the limits that it had. */
export function classifyFailure(
  error: Error,
  limits: Pick<Limits, 'total'>,
): { readonly failure: Failure; readonly reason: string } {
  const code = isParserError(error) ? 'HPE_' : ((error as NodeJS.ErrnoException).code ?? '')
  if (code === 'UND_ERR_SOCKET' && error.message === 'bad response')
    return { failure: 'not-http', reason: 'the answer is an unsolicited 100 (Continue)' }
  for (const [codes, failure, reason] of CAUSES) if (codes.test(code)) return { failure, reason: reason(code, limits) }
  return { failure: 'unreachable', reason: `the request failed (${code === '' ? error.name : code})` }
}

/** The reason where the port is closed. */
export const REFUSED = 'the connection was refused: no server listens on the port; start the server first'

type Cause = readonly [codes: RegExp, failure: Failure, reason: (code: string, limits: Pick<Limits, 'total'>) => string]

const CAUSES: readonly Cause[] = [
  [/^ECONNREFUSED$/, 'unreachable', () => REFUSED],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'unreachable', (code) => `the host name cannot be resolved (${code})`],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'unreachable', (code) => `the host cannot be reached (${code})`],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, 'timeout', () => 'the connection was not established in time'],
  [
    /^UND_ERR_HEADERS_TIMEOUT$/,
    'timeout',
    (_, { total }) => `no answer arrived within the time limit of ${total / 1000} s`,
  ],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'reset', () => 'the connection was closed before an answer'],
  [/^(ABORT_ERR|UND_ERR_ABORTED)$/, 'aborted', () => 'the run was interrupted'],
  [
    /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/,
    'not-http',
    () => 'the server does not speak TLS; the target may need an http:// URL',
  ],
  [
    /CERT|SIGNATURE|ERR_TLS|SELF_SIGNED|^ERR_SSL/,
    'untrusted',
    (code) => `the TLS connection cannot be trusted (${code}); ${UNTRUSTED[code] ?? UNKNOWN_AUTHORITY}`,
  ],
  // The parser asserts some rules of HTTP, such as a status of at least 100.
  [/^(HPE_|ERR_ASSERTION$)/, 'not-http', () => 'the server does not speak HTTP'],
]

const UNKNOWN_AUTHORITY = 'for a private certificate authority, set "tls: { ca: FILE }" in the configuration'

/** Explanations for errors that an unknown authority does not cause, by code. */
const UNTRUSTED: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate has been revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
}

/** The defect of an answer with a readable status line and unreadable headers; undefined without a status line. */
export function brokenHead(error: Error, { headers }: Limits): string | undefined {
  const { code = '' } = error as NodeJS.ErrnoException
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW')
    return `the headers are longer than the limit of ${headers} bytes`
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || (isParserError(error) && !STATUS_LINE.test(error.message)))
    return 'the bytes after the status line are not HTTP'
  if (code !== 'UND_ERR_SOCKET') return undefined
  if (error.message === 'bad upgrade') return 'the answer is an unsolicited switch to another protocol'
  const began = error.message.endsWith('closed') && bytesReadSinceSent(error) >= SHORTEST_STATUS_LINE
  return began ? 'the connection was closed within the headers' : undefined
}

/** The parser's messages about an invalid status line. */
const STATUS_LINE = /Expected HTTP|HTTP version|status code|Expected dot|Expected space/i
const SHORTEST_STATUS_LINE = 'HTTP/1.1 200'.length

/** True if undici's parser reports the error. Its errors lack a code, so only the message names the rule. */
function isParserError(error: Error): boolean {
  return error.name === 'HTTPParserError'
}
