import { bytesReadSinceSent } from './bytes-read.ts'
import type { Failure, Limits } from './target.ts'

/** Why a request got no answer, from the error that ended it. */
export function classifyFailure(error: Error): { readonly failure: Failure; readonly reason: string } {
  const code = isParserError(error) ? 'HPE_' : ((error as NodeJS.ErrnoException).code ?? '')
  if (code === 'UND_ERR_SOCKET' && error.message === 'bad response')
    return { failure: 'not-http', reason: 'the answer is a 100 (Continue), which nobody asked for' }
  for (const [codes, failure, reason] of CAUSES) if (codes.test(code)) return { failure, reason: reason(code, error) }
  return { failure: 'unreachable', reason: `the request failed (${code === '' ? error.name : code})` }
}

type Cause = readonly [codes: RegExp, failure: Failure, reason: (code: string, error: Error) => string]

const CAUSES: readonly Cause[] = [
  [/^ECONNREFUSED$/, 'unreachable', () => 'the connection was refused: nothing listens there'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'unreachable', (code) => `the host name cannot be resolved (${code})`],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'unreachable', (code) => `the host cannot be reached (${code})`],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, 'timeout', () => 'the connection did not come up in time'],
  [/^UND_ERR_HEADERS_TIMEOUT$/, 'timeout', () => 'there was no answer in time'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'reset', () => 'the connection was closed before an answer'],
  [/^(ABORT_ERR|UND_ERR_ABORTED)$/, 'aborted', () => 'the run was interrupted'],
  [
    /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/,
    'not-http',
    () => 'what answers there does not speak TLS; is the target an http:// one?',
  ],
  [
    /CERT|SIGNATURE|ERR_TLS|SELF_SIGNED|^ERR_SSL/,
    'untrusted',
    (code) => `the TLS connection cannot be trusted (${code}); ${UNTRUSTED[code] ?? UNKNOWN_AUTHORITY}`,
  ],
  // The parser holds on to some of what it takes for granted, such as that no status is below 100.
  [/^(HPE_|ERR_ASSERTION$)/, 'not-http', () => 'what answers there does not speak HTTP'],
]

const UNKNOWN_AUTHORITY = '"tls: { ca: FILE }" in the configuration names a certificate authority of your own'

/** Where it is not the authority that is the matter. */
const UNTRUSTED: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  CERT_REVOKED: 'its certificate has been revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
}

/** What is wrong with an answer of which no more than the status line could be read; undefined where not even that came. */
export function brokenHead(error: Error, { headers }: Limits): string | undefined {
  const { code = '' } = error as NodeJS.ErrnoException
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW')
    return `the headers are longer than the limit of ${headers} bytes`
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || (isParserError(error) && !STATUS_LINE.test(error.message)))
    return 'what follows the status line is not HTTP'
  if (code !== 'UND_ERR_SOCKET') return undefined
  if (error.message === 'bad upgrade') return 'it switches to another protocol, which nobody asked for'
  const began = error.message.endsWith('closed') && bytesReadSinceSent(error) >= SHORTEST_STATUS_LINE
  return began ? 'the connection was closed within the headers' : undefined
}

/** What the parser says of a status line that is none. */
const STATUS_LINE = /Expected HTTP|HTTP version|status code|Expected dot|Expected space/i
const SHORTEST_STATUS_LINE = 'HTTP/1.1 200'.length

/** undici means to give these errors a code, and does not: only their words tell what the parser stumbled over. */
function isParserError(error: Error): boolean {
  return error.name === 'HTTPParserError'
}
