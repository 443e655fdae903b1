import { randomBytes } from 'node:crypto'
import type { Reply, Send, TargetRequest } from '../../target.ts'
import type { AuthenticatedSend, Authenticator, Unauthenticated } from '../authenticator.ts'
import { challengesOf } from '../parse-challenges.ts'
import { authorizedWith } from '../request-headers.ts'
import { type DigestChallenge, strongestDigest } from './digest-challenge.ts'
import type { DigestCredentials } from './digest-credentials.ts'
import { openSession } from './digest-session.ts'
import { signRequest } from './sign-request.ts'

/**
 * A wrong digest. `forged` signs a nonce that the server never issued. `wrong-uri` signs another URI, `wrong-query` another query,
 * and `wrong-method` another method. `replayed` repeats a used count. `wrong-response` signs a nonce that was accepted before with another
 * password. `unknown-user` signs as a user that does not exist, with an empty password: a server may compute with a password that it
 * did not find. `empty-response` drops the proof, and `cut-response` the second half of it.
 */
export type DigestTrick =
  | 'forged'
  | 'wrong-uri'
  | 'wrong-query'
  | 'wrong-method'
  | 'replayed'
  | 'wrong-response'
  | 'unknown-user'
  | 'empty-response'
  | 'cut-response'

export interface TrickOptions {
  readonly trick: DigestTrick
  readonly basePath: string
}

/** Breaks one rule of RFC 7616, sections 3.3, 3.4 and 5. Only `wrong-response` and `unknown-user` do not sign with the correct password. */
export function trickyDigest(credentials: DigestCredentials, { trick, basePath }: TrickOptions): Authenticator {
  return {
    wrap: (send) => (request, signal) => play(request, (one) => send(one, signal), { credentials, trick, basePath }),
    close: () => Promise.resolve(),
  }
}

interface Playing extends TrickOptions {
  readonly credentials: DigestCredentials
}

type SendOne = (request: TargetRequest) => ReturnType<Send>

async function play(request: TargetRequest, send: SendOne, playing: Playing): ReturnType<AuthenticatedSend> {
  const { credentials, trick, basePath } = playing
  const look = { method: 'GET', path: request.path, headers: request.headers }
  const looked = await send(look)
  if (isLimited(looked)) return looked
  const challenge = challengeIn(looked)
  if (challenge === undefined) return unauthenticated('the target gave no digest challenge')
  const given = trick === 'forged' ? { ...challenge, nonce: randomBytes(24).toString('base64url') } : challenge
  const cnonce = randomBytes(18).toString('base64')
  const signer = trick === 'unknown-user' ? { username: randomBytes(4).toString('hex'), password: '' } : credentials
  const session = openSession(given, { credentials: signer, cnonce })
  const uri = basePath + request.path
  if (trick === 'replayed' || trick === 'wrong-response') {
    const first = await send(authorizedWith(look, signRequest(session, { ...look, uri }, 1).authorization))
    if (isLimited(first)) return first
    if (!first.answered || first.response.status === 401)
      return unauthenticated('the target does not take the right digest that comes before the wrong one')
  }
  const other = request.method === 'GET' ? 'DELETE' : 'GET'
  const signed = {
    ...request,
    method: trick === 'wrong-method' ? other : request.method,
    uri: changedUri(uri, trick),
  }
  if (trick !== 'wrong-response')
    return send(authorizedWith(request, shortened(signRequest(session, signed, 1).authorization, trick)))
  const password = randomBytes(18).toString('base64url')
  const wrong = openSession(given, { credentials: { ...credentials, password }, cnonce })
  return send(authorizedWith(request, signRequest(wrong, signed, 2).authorization))
}

/** The header with a part of the proof, where the trick is one about its length. */
function shortened(authorization: string, trick: DigestTrick): string {
  if (trick !== 'empty-response' && trick !== 'cut-response') return authorization
  return authorization.replace(/(\bresponse="?)([0-9a-f]+)/i, (_, before: string, proof: string) => {
    const kept = trick === 'cut-response' ? proof.slice(0, proof.length / 2) : ''
    return before + kept
  })
}

function changedUri(uri: string, trick: DigestTrick): string {
  if (trick === 'wrong-query') return `${uri}${uri.includes('?') ? '&' : '?'}elsewhere=true`
  return trick === 'wrong-uri' ? `${uri}-elsewhere` : uri
}

/** True for an answer after which the run waits, and sends the whole play again. */
function isLimited(reply: Reply): boolean {
  return reply.answered && (reply.response.status === 429 || reply.response.status === 503)
}

function challengeIn(reply: Reply): DigestChallenge | undefined {
  if (!reply.answered || reply.response.status !== 401) return undefined
  return strongestDigest(challengesOf(reply.response))
}

function unauthenticated(reason: string): Unauthenticated {
  return { answered: false, failure: 'unauthenticated', reason }
}
