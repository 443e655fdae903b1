import { randomBytes } from 'node:crypto'
import type { Reply, Send, TargetRequest } from '../target.ts'
import type { AuthenticatedSend, Authenticator, Unauthenticated } from './authenticator.ts'
import type { DigestCredentials } from './credentials.ts'
import { type DigestChallenge, strongestDigest } from './digest/digest-challenge.ts'
import { openSession } from './digest/digest-session.ts'
import { signRequest } from './digest/sign-request.ts'
import { challengesOf } from './parse-challenges.ts'
import { authorizedWith } from './request-headers.ts'

/**
 * What may be done to a proof on its way. `altered`: one character is changed, `misended`: the last one. `shortened`: its beginning
 * alone is sent, `lengthened`: something follows it. `recased`: its letters are in the other case.
 */
export type Alteration = keyof typeof ALTERATIONS

export function isAlteration(name: string): name is Alteration {
  return Object.hasOwn(ALTERATIONS, name)
}

export interface AlteringOptions {
  readonly alteration: Alteration
  /** The names of the headers that carry the proof. */
  readonly names: readonly string[]
}

/** The proof of these credentials, changed on its way. */
export function alteredAuth(authenticator: Authenticator, { alteration, names }: AlteringOptions): Authenticator {
  const carriers = new Set(names.map((name) => name.toLowerCase()))
  // A service account asks for its token by another header, and that is right.
  const isProof = (name: string, value: string): boolean =>
    carriers.has(name.toLowerCase()) && (authenticator.scheme !== 'oauth2' || value.startsWith('Bearer '))
  const altered = (headers: TargetRequest['headers']): TargetRequest['headers'] =>
    headers.map(([name, value]) => [name, isProof(name, value) ? alter(value, alteration) : value])
  return {
    ...authenticator,
    wrap: (send) =>
      authenticator.wrap((request, signal) => send({ ...request, headers: altered(request.headers) }, signal)),
  }
}

/** Of a digest its response; of anything else what follows the scheme. The hexadecimal digits of a response may be in any case. */
function alter(value: string, alteration: Alteration): string {
  const [, before = '', proof = '', after = ''] =
    /^(.*\bresponse="?)([0-9a-f]+)(.*)$/i.exec(value) ?? /^(\S+ (?=\S))?(.*)()$/.exec(value) ?? []
  const change = ALTERATIONS[alteration === 'recased' && after !== '' ? 'altered' : alteration]
  const changed = change(proof)
  return before + (changed === proof ? ALTERATIONS.altered(proof) : changed) + after
}

const ALTERATIONS = {
  // A little before the end: the last of a text in base64 may stand for bits that nobody reads.
  altered: (proof: string) => replaceAt(proof, Math.max(0, proof.length - 5), another),
  shortened: (proof: string) => proof.slice(0, Math.ceil(proof.length / 2)),
  lengthened: (proof: string) => `${proof}0a`,
  recased: (proof: string) =>
    proof.replaceAll(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase())),
  misended: (proof: string) => replaceAt(proof, proof.length - 1, faraway),
} as const

function replaceAt(text: string, index: number, change: (character: string) => string): string {
  return text.slice(0, index) + change(text.charAt(index)) + text.slice(index + 1)
}

function another(character: string): string {
  return character === '0' ? '1' : '0'
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** In base64 a character that differs in its first bit, which is read of the last one too. */
function faraway(character: string): string {
  const value = BASE64.indexOf(character)
  return value < 0 ? another(character) : BASE64.charAt((value + 32) % 64)
}

/**
 * `forged`: over a nonce that the server never gave. `misdirected`: made for another URI, `misqueried`: for another query of it,
 * `misused`: for another method.
 * `replayed`: with a count that was used.
 */
export type DigestTrick = (typeof TRICKS)[number]

const TRICKS = ['forged', 'misdirected', 'misqueried', 'misused', 'replayed'] as const

export function isDigestTrick(name: string): name is DigestTrick {
  return TRICKS.some((trick) => trick === name)
}

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
  const other = request.method === 'GET' ? 'DELETE' : 'GET'
  const signed = {
    ...request,
    method: trick === 'misused' ? other : request.method,
    uri: misdirect(uri, trick),
  }
  return send(authorizedWith(request, signRequest(session, signed, 1).authorization))
}

function misdirect(uri: string, trick: DigestTrick): string {
  if (trick === 'misqueried') return `${uri}${uri.includes('?') ? '&' : '?'}elsewhere=true`
  return trick === 'misdirected' ? `${uri}-elsewhere` : uri
}

function challengeIn(reply: Reply): DigestChallenge | undefined {
  if (!reply.answered || reply.response.status !== 401) return undefined
  return strongestDigest(challengesOf(reply.response))
}

function unauthenticated(reason: string): Unauthenticated {
  return { answered: false, failure: 'unauthenticated', reason }
}
