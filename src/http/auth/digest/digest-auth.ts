import { randomBytes } from 'node:crypto'
import type { Reply, Send, TargetRequest } from '../../target.ts'
import type { AuthOptions, Authenticator } from '../authenticator.ts'
import type { DigestCredentials } from './digest-credentials.ts'
import { type Challenge, challengesOf } from '../parse-challenges.ts'
import { authorizedWith, hasHeader } from '../request-headers.ts'
import { authenticationInfo } from './authentication-info.ts'
import { type DigestChallenge, strongestDigest } from './digest-challenge.ts'
import { type DigestSession, startDigestSession, withNonce } from './digest-session.ts'
import { createNonceCounts } from './nonce-counts.ts'
import { signRequest } from './sign-request.ts'

export interface DigestOptions extends AuthOptions {
  /** The base path of the target, which is signed too. Default: none. */
  readonly basePath?: string
  /** Creates the client nonce. Default: 18 random bytes in base64. */
  readonly newCnonce?: () => string
}

/** The reason why requests go out one after another until the target has taken several at once. Some servers know one nonce of a user. */
export const ORDERED = 'logs in by digest'

/**
 * HTTP Digest (RFC 7616, or RFC 2069 for a server without qop). The first request waits for a challenge, and later requests have a proof.
 * After a 401 with a new nonce a request is sent once more, with any method. The server did not process it. Requests at the same time have
 * a nonce each. Some servers take the counts of a nonce only in order.
 */
export function digestAuth(credentials: DigestCredentials, options: DigestOptions = {}): Authenticator {
  for (const password of new Set([credentials.password, credentials.password.normalize('NFC')]))
    options.onSecret?.(password)
  const client: Client = {
    credentials,
    basePath: (options.basePath ?? '').replace(/\/$/, ''),
    newCnonce: options.newCnonce ?? (() => randomBytes(18).toString('base64')),
    nextCount: createNonceCounts(),
    hint: onlyOnce(options.onHint),
    idle: [],
    opened: 0,
    first: undefined,
  }
  return {
    wrap: (send) => (request, signal) =>
      hasHeader(request, 'authorization')
        ? send(request, signal)
        : afterFirst(client, () => exchange(request, (one) => send(one, signal), client)),
    ordered: ORDERED,
    close: () => Promise.resolve(),
  }
}

interface Client {
  readonly credentials: DigestCredentials
  readonly basePath: string
  readonly newCnonce: () => string
  readonly nextCount: (nonce: string) => number
  readonly hint: (sentence: string) => void
  /** Sessions that no request uses, each with an accepted proof. */
  readonly idle: Numbered[]
  /** The count of sessions so far. */
  opened: number
  /** Ends with the first exchange, which shows if the server asks for credentials. */
  first: Promise<unknown> | undefined
}

interface Numbered {
  readonly session: DigestSession
  /** The number of its challenge, in order. */
  readonly number: number
}

/** Takes the newest session that no other request uses. */
function takeSession({ idle }: Client): Numbered | undefined {
  const newest = idle.reduce<Numbered | undefined>(
    (best, one) => (best === undefined || one.number > best.number ? one : best),
    undefined,
  )
  if (newest !== undefined) idle.splice(idle.indexOf(newest), 1)
  return newest
}

function onlyOnce(tell: AuthOptions['onHint']): (sentence: string) => void {
  const told = new Set<string>()
  return (sentence) => {
    if (!told.has(sentence)) tell?.(sentence)
    told.add(sentence)
  }
}

/** Sends one of several concurrent requests first, to get the challenge that all of them need. */
async function afterFirst(client: Client, work: () => Promise<Reply>): Promise<Reply> {
  if (client.first === undefined) {
    const reply = work()
    client.first = reply.catch(() => undefined)
    return reply
  }
  await client.first
  return work()
}

type SendOne = (request: TargetRequest) => ReturnType<Send>

async function exchange(request: TargetRequest, send: SendOne, client: Client): Promise<Reply> {
  const known = takeSession(client)
  const first = known === undefined ? undefined : await sendSigned(request, send, { client, numbered: known })
  const reply = first?.reply ?? (await send(request))
  const challenge = challengeToAnswer(reply, known?.session, client)
  if (challenge === undefined) {
    keep(first?.next, client)
    return reply
  }
  const session = startDigestSession(challenge, { credentials: client.credentials, cnonce: client.newCnonce() })
  const second = await sendSigned(request, send, { client, numbered: { session, number: (client.opened += 1) } })
  // Some servers accept each nonce once, or counts only in order, and with a wrong password a session is useless.
  keep(isAccepted(second.reply) ? second.next : known, client)
  return second.reply
}

function keep(session: Numbered | undefined, { idle }: Client): void {
  if (session !== undefined) idle.push(session)
}

function isAccepted(reply: Reply): boolean {
  return reply.answered && reply.response.status !== 401
}

interface Signing {
  readonly client: Client
  readonly numbered: Numbered
}

/** Sends a request with its proof. Returns the answer, and the session for a later request. */
async function sendSigned(
  request: TargetRequest,
  send: SendOne,
  { client, numbered }: Signing,
): Promise<{ readonly reply: Reply; readonly next: Numbered }> {
  const { session, number } = numbered
  const signed = { ...request, uri: client.basePath + request.path }
  const signature = signRequest(session, signed, client.nextCount(session.challenge.nonce))
  const reply = await send(authorizedWith(request, signature.authorization))
  if (!reply.answered || !isAccepted(reply)) return { reply, next: numbered }
  const { nextNonce, proof } = authenticationInfo(reply.response, signature)
  if (proof === 'wrong') client.hint(WRONG_PROOF)
  return { reply, next: nextNonce === undefined ? numbered : { session: withNonce(session, nextNonce), number } }
}

const WRONG_PROOF = 'the rspauth in Authentication-Info is wrong: the server does not prove that it knows the password'

/** The challenge of a 401, unless the 401 means that the credentials are wrong. */
function challengeToAnswer(
  reply: Reply,
  session: DigestSession | undefined,
  client: Client,
): DigestChallenge | undefined {
  if (!reply.answered || reply.response.status !== 401) return undefined
  const challenges = challengesOf(reply.response)
  const digest = strongestDigest(challenges)
  // After an accepted signature, a 401 without a challenge refuses the role and not the log-in.
  if (digest === undefined && session === undefined) client.hint(`the target answers 401 and ${offered(challenges)}`)
  return digest?.nonce === session?.challenge.nonce && digest?.stale !== true ? undefined : digest
}

/** Names only well-known schemes, because other text of a server might be a secret. */
function offered(challenges: readonly Challenge[]): string {
  if (challenges.some(({ scheme }) => scheme === 'digest'))
    return 'asks for a form of Digest that this tool does not support'
  const others = ['Basic', 'Bearer', 'Negotiate'].filter((name) =>
    challenges.some(({ scheme }) => scheme === name.toLowerCase()),
  )
  return others.length === 0 ? 'does not ask for Digest' : `asks for ${others.join(' or ')}, not for Digest`
}
