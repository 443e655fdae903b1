import type { Failure } from './target.ts'

/** Why a request got no answer, from the error that ended it. */
export function classifyFailure(error: Error): { readonly failure: Failure; readonly reason: string } {
  const code = isParserError(error) ? 'HPE_' : ((error as NodeJS.ErrnoException).code ?? '')
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
    (code) =>
      `the TLS connection cannot be trusted (${code}); "tls: { ca: FILE }" in the configuration names a certificate authority of your own`,
  ],
  [/^HPE_/, 'not-http', () => 'what answers there does not speak HTTP'],
]

/** Whether the answer's status line was fine and what follows it is not HTTP: a header, or lengths that contradict each other. */
export function isBrokenAfterStatusLine(error: Error): boolean {
  if ((error as NodeJS.ErrnoException).code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return true
  return (
    isParserError(error) && !/Expected HTTP|HTTP version|status code|Expected dot|Expected space/i.test(error.message)
  )
}

/** undici means to give these errors a code, and does not: only their words tell what the parser stumbled over. */
function isParserError(error: Error): boolean {
  return error.name === 'HTTPParserError'
}
