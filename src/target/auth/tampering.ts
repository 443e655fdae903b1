import { randomBytes } from 'node:crypto'
import type { Reply, Send, TargetRequest } from '../target.ts'
import type { AuthenticatedSend, Authenticator, Unauthenticated } from './authenticator.ts'
import type { DigestCredentials } from './credentials.ts'
import { type DigestChallenge, strongestDigest } from './digest/digest-challenge.ts'
import { openSession } from './digest/digest-session.ts'
import { signRequest } from './digest/sign-request.ts'
import { challengesOf } from './parse-challenges.ts'
import { authorizedWith } from './request-headers.ts'

/** The proof of these credentials with one character of it changed on its way. */
export function alteredAuth(authenticator: Authenticator, names: readonly string[]): Authenticator {
  const carriers = new Set(names.map((name) => name.toLowerCase()))
  // A service account asks for its token by another header, and that is right.
  const isProof = (name: string, value: string): boolean =>
    carriers.has(name.toLowerCase()) && (authenticator.scheme !== 'oauth2' || value.startsWith('Bearer '))
  const altered = (headers: TargetRequest['headers']): TargetRequest['headers'] =>
    headers.map(([name, value]) => [name, isProof(name, value) ? alter(value) : value])
  return {
    ...authenticator,
    wrap: (send) =>
      authenticator.wrap((request, signal) => send({ ...request, headers: altered(request.headers) }, signal)),
  }
}

/**
 * Of a digest the first character of the proof. Of anything else one a little before the end: the last of a text in base64 may stand
 * for bits that nobody reads.
 */
function alter(value: string): string {
  const digest = /(\bresponse="?)([0-9a-f])/i
  if (digest.test(value)) return value.replace(digest, (_, before: string, first: string) => before + another(first))
  const at = Math.max(value.lastIndexOf(' ') + 1, value.length - 5)
  return value.slice(0, at) + another(value.charAt(at)) + value.slice(at + 1)
}

function another(character: string): string {
  return character === '0' ? '1' : '0'
}

/** `forged`: over a nonce that the server never gave. `misdirected`: made for another URI. `replayed`: with a count that was used. */
export type DigestTrick = 'forged' | 'misdirected' | 'replayed'

export interface TrickOptions {
  readonly trick: DigestTrick
  readonly basePath: string
}

/** A digest by somebody who knows the password and does not keep to the rules (RFC 7616, sections 3.3, 3.4 and 5). */
export function trickyDigest(credentials: DigestCredentials, { trick, basePath }: TrickOptions): Authenticator {
  return {
    scheme: 'digest',
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
  const challenge = challengeIn(await send(look))
  if (challenge === undefined) return unauthenticated('the target gave no digest challenge')
  const given = trick === 'forged' ? { ...challenge, nonce: randomBytes(24).toString('base64url') } : challenge
  const session = openSession(given, { credentials, cnonce: randomBytes(18).toString('base64') })
  const uri = basePath + request.path
  if (trick === 'replayed') {
    const first = await send(authorizedWith(look, signRequest(session, { ...look, uri }, 1).authorization))
    if (!first.answered || first.response.status === 401)
      return unauthenticated('the target does not take the digest that was to be replayed')
  }
  const signed = { ...request, uri: trick === 'misdirected' ? `${uri}-elsewhere` : uri }
  return send(authorizedWith(request, signRequest(session, signed, 1).authorization))
}

function challengeIn(reply: Reply): DigestChallenge | undefined {
  if (!reply.answered || reply.response.status !== 401) return undefined
  return strongestDigest(challengesOf(reply.response))
}

function unauthenticated(reason: string): Unauthenticated {
  return { answered: false, failure: 'unauthenticated', reason }
}
