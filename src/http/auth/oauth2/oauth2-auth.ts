import type { Reply, Send, TargetRequest } from '../../target.ts'
import type { AuthenticatedSend, Authenticator, AuthOptions } from '../authenticator.ts'
import type { ClientCredentials } from './client-credentials.ts'
import { challengesOf } from '../parse-challenges.ts'
import { authorizedWith, hasHeader } from '../request-headers.ts'
import { readToken, type Token } from './read-token.ts'
import { formEncoded, revocationRequest, type TokenEndpoint, tokenEndpoint, tokenRequest } from './token-endpoint.ts'
import { createTokenSupply, type TokenSupply } from './token-supply.ts'

export interface OAuth2Options extends AuthOptions {
  /** The path of the token endpoint, without the base path of the target. */
  readonly tokenPath: string
  /** Milliseconds since the epoch. Default: Date.now. */
  readonly now?: () => number
}

/**
 * OAuth 2.0 client credentials (RFC 6749, section 4.4): one token for all requests. It is renewed before it expires, and when the
 * target refuses a token that it accepted before. Without a token a request is not sent, and the reply has the reason.
 */
export function oauth2Auth(credentials: ClientCredentials, options: OAuth2Options): Authenticator {
  const { now = Date.now } = options
  const endpoint = tokenEndpoint(options.tokenPath, credentials)
  const secrets = secretsOf(credentials, endpoint)
  for (const secret of secrets) options.onSecret?.(secret)
  const supply = createTokenSupply(async (send) => {
    const at = now()
    const answer = readToken(await send(tokenRequest(endpoint)), { path: endpoint.path, at, secrets })
    if (answer.token !== undefined) options.onSecret?.(answer.token.text)
    return answer
  }, now)
  const client: Client = { supply, now, unexplainedFrom: -Infinity }
  return {
    wrap: (send) => (request, signal) =>
      hasHeader(request, 'authorization') ? send(request, signal) : exchange({ request, signal, send }, client),
    isIssued: () => supply.unexpired().length > 0,
    close: (send) => revokeAll(send, endpoint, supply),
  }
}

/** The secret, and its encoded forms in requests and answers. */
function secretsOf({ clientSecret }: ClientCredentials, { authorization }: TokenEndpoint): readonly string[] {
  return [...new Set([clientSecret, formEncoded(clientSecret), authorization.replace(/^Basic /, '')])]
}

interface Client {
  readonly supply: TokenSupply
  readonly now: () => number
  /** The earliest time at which a 401 without a reason leads to a new token. */
  unexplainedFrom: number
}

interface Call {
  readonly request: TargetRequest
  readonly signal: AbortSignal | undefined
  readonly send: Send
}

async function exchange(call: Call, client: Client): ReturnType<AuthenticatedSend> {
  const first = await client.supply.get(call.send)
  if (first.token === undefined) return first.instead
  const reply = await sendWith(first.token, call)
  const blame = await blameOf(reply, first.token)
  if (blame === 'not the token' || (blame === 'unsaid' && client.now() < client.unexplainedFrom)) return reply
  let { token } = first
  for (let tries = 0; ; tries += 1) {
    const next = await client.supply.get(call.send, token)
    if (next.token === undefined) return next.instead
    const again = await sendWith(next.token, call)
    // Requests at the same moment may have used up the new token.
    const isUsedUp = tries < MOST_RENEWALS && (await blameOf(again, next.token)) === 'the token'
    if (isUsedUp) ({ token } = next)
    else {
      const isFruitless = again.answered && again.response.status === 401
      if (blame === 'unsaid' && isFruitless) client.unexplainedFrom = client.now() + UNEXPLAINED_PAUSE
      return again
    }
  }
}

/** The most new tokens for one request after the first new one, as a count. */
const MOST_RENEWALS = 3

/**
 * Milliseconds until the next new token. If a new token did not help, the 401 was about a role. Token endpoints allow about
 * fifty requests per minute, and a run may get more such answers.
 */
const UNEXPLAINED_PAUSE = 60_000

async function sendWith(token: Token, { request, signal, send }: Call): Promise<Reply> {
  const answer = send(authorizedWith(request, `Bearer ${token.text}`), signal)
  token.underWay.add(answer)
  try {
    const reply = await answer
    if (reply.answered && reply.response.status !== 401) token.accepted = true
    return reply
  } finally {
    token.underWay.delete(answer)
  }
}

/** Tells whether a refusal names the token as its reason (RFC 6750, section 3.1). Some servers name no reason. */
async function blameOf(reply: Reply, token: Token): Promise<'not the token' | 'the token' | 'unsaid'> {
  if (!reply.answered || reply.response.status !== 401) return 'not the token'
  // The refusal may overtake the answer to a request that the token was good for.
  if (!token.accepted) await Promise.allSettled(token.underWay)
  if (!token.accepted) return 'not the token'
  const bearer = challengesOf(reply.response).find(({ scheme }) => scheme === 'bearer')
  const error = bearer?.parameters.get('error')
  if (error === undefined) return 'unsaid'
  return error === 'invalid_token' ? 'the token' : 'not the token'
}

/** Revokes tokens. Tokens of a target that cannot revoke expire, and a target without an answer is not asked again. */
async function revokeAll(send: Send, endpoint: TokenEndpoint, supply: TokenSupply): Promise<void> {
  for (const { text } of supply.unexpired()) {
    const reply = await send(revocationRequest(endpoint, text))
    if (!reply.answered) return
  }
}
