import { randomBytes } from 'node:crypto'
import type { Reply, Send, TargetRequest } from '../../target.ts'
import type { AuthOptions, Authenticator } from '../authenticator.ts'
import type { DigestCredentials } from './digest-credentials.ts'
import { type Challenge, challengesOf } from '../parse-challenges.ts'
import { authorizedWith, hasHeader } from '../request-headers.ts'
import { authenticationInfo } from './authentication-info.ts'
import { type DigestChallenge, strongestDigest } from './digest-challenge.ts'
import { type DigestSession, openSession, withNonce } from './digest-session.ts'
import { createNonceCounts } from './nonce-counts.ts'
import { signRequest } from './sign-request.ts'

export interface DigestOptions extends AuthOptions {
  /** The base path of the target, which is signed too. Default: none. */
  readonly basePath?: string
  /** Creates the client nonce. Default: 18 random bytes in base64. */
  readonly newCnonce?: () => string
}

/** Why requests go out one after another: some servers take the counts of a nonce only in order. */
export const ORDERED = 'logs in by digest'

/**
 * HTTP Digest (RFC 7616, or RFC 2069 for a server without qop). The first request waits for a challenge, and later requests have
 * a proof. After a 401 with a new nonce a request is sent once more, with any method, because the server did not process it.
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
    session: undefined,
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
  /** The last session with an accepted proof. */
  session: DigestSession | undefined
  /** Ends with the first exchange, which shows if the server asks for credentials. */
  first: Promise<unknown> | undefined
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
  const { session } = client
  const reply =
    session === undefined ? await send(request) : await sendSigned(request, send, { client, session, isNew: false })
  const challenge = challengeToAnswer(reply, session, client)
  if (challenge === undefined) return reply
  const opened = openSession(challenge, { credentials: client.credentials, cnonce: client.newCnonce() })
  return sendSigned(request, send, { client, session: opened, isNew: true })
}

interface Signing {
  readonly client: Client
  readonly session: DigestSession
  readonly isNew: boolean
}

/**
 * Other requests use a new session only after its first proof is accepted. Some servers accept each nonce once, or counts only in
 * order, and with a wrong password a session is useless.
 */
async function sendSigned(request: TargetRequest, send: SendOne, { client, session, isNew }: Signing): Promise<Reply> {
  const signed = { ...request, uri: client.basePath + request.path }
  const signature = signRequest(session, signed, client.nextCount(session.challenge.nonce))
  const reply = await send(authorizedWith(request, signature.authorization))
  if (!reply.answered || reply.response.status === 401) return reply
  const { nextNonce, proof } = authenticationInfo(reply.response, signature)
  if (proof === 'wrong') client.hint(WRONG_PROOF)
  if (nextNonce !== undefined) client.session = withNonce(session, nextNonce)
  else if (isNew) client.session = session
  return reply
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
  if (digest === undefined) client.hint(`the target answers 401 and ${offered(challenges)}`)
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
