import { randomBytes } from 'node:crypto'
import type { Reply, Send, TargetRequest } from '../../target.ts'
import type { AuthenticatedSend, Authenticator, Unauthenticated } from '../authenticator.ts'
import { challengesOf } from '../parse-challenges.ts'
import { authorizedWith } from '../request-headers.ts'
import { type DigestChallenge, strongestDigest } from './digest-challenge.ts'
import type { DigestCredentials } from './digest-credentials.ts'
import { startDigestSession } from './digest-session.ts'
import { signRequest } from './sign-request.ts'

/**
 * A wrong digest. `forged` signs a nonce that the server never issued. `wrong-uri` signs another URI, `wrong-query` another query,
 * and `wrong-method` another method. `replayed` repeats a used count. `wrong-response` signs a nonce that was accepted before with another
 * password. `unknown-user` signs as a user that does not exist, with an empty password: a server may compute with a password that it
 * did not find. `empty-response` drops the proof, and `cut-response` the second half of it. `other-realm` and `without-qop` sign with another
 * password, and name another realm or leave out the quality of protection: a server may check only what it expects.
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
  | 'other-realm'
  | 'without-qop'

export interface TrickOptions {
  readonly trick: DigestTrick
  readonly basePath: string
}

/** The tricks that sign with another password. */
const WRONG_PASSWORD: ReadonlySet<DigestTrick> = new Set(['wrong-response', 'other-realm', 'without-qop'])

/** Breaks one rule of RFC 7616, sections 3.3, 3.4 and 5. */
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
  const session = startDigestSession(given, { credentials: signer, cnonce })
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
  const password = randomBytes(18).toString('base64url')
  const wrong = startDigestSession(given, { credentials: { ...credentials, password }, cnonce })
  const { authorization } = signRequest(
    WRONG_PASSWORD.has(trick) ? wrong : session,
    signed,
    trick === 'wrong-response' ? 2 : 1,
  )
  return send(authorizedWith(request, EDITS[trick]?.(authorization) ?? authorization))
}

/** The response in the header. */
const PROOF = /(\bresponse="?)([0-9a-f]+)/i

/** Changes of the header by tricks about its parts. */
const EDITS: Readonly<Partial<Record<DigestTrick, (authorization: string) => string>>> = {
  'empty-response': (authorization) => authorization.replace(PROOF, '$1'),
  'cut-response': (authorization) =>
    authorization.replace(PROOF, (_, before: string, proof: string) => before + proof.slice(0, proof.length / 2)),
  'other-realm': (authorization) => authorization.replace(/\brealm="[^"]*"/i, 'realm="elsewhere"'),
  'without-qop': (authorization) => authorization.replaceAll(/,?\s*\b(?:qop|nc|cnonce)=(?:"[^"]*"|[^\s,]+)/gi, ''),
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
