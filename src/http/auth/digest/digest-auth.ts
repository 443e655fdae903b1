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
  /** What the target puts in front of every path: it is signed too. Default none. */
  readonly basePath?: string
  /** Default 18 random bytes in base64. */
  readonly newCnonce?: () => string
}

/**
 * HTTP Digest (RFC 7616; RFC 2069 where the server knows no qop). The first request waits for a challenge, later ones bring their
 * proof along. A 401 with a new nonce is answered once, by sending again, whatever the method: the request was not carried out.
 */
export function digestAuth(credentials: DigestCredentials, options: DigestOptions = {}): Authenticator {
  for (const password of new Set([credentials.password, credentials.password.normalize('NFC')]))
    options.onSecret?.(password)
  const client: Client = {
    credentials,
    basePath: (options.basePath ?? '').replace(/\/$/, ''),
    newCnonce: options.newCnonce ?? (() => randomBytes(18).toString('base64')),
    nextCount: createNonceCounts(),
    remark: onlyOnce(options.onRemark),
    session: undefined,
    first: undefined,
  }
  return {
    wrap: (send) => (request, signal) =>
      hasHeader(request, 'authorization')
        ? send(request, signal)
        : afterFirst(client, () => exchange(request, (one) => send(one, signal), client)),
    close: () => Promise.resolve(),
  }
}

interface Client {
  readonly credentials: DigestCredentials
  readonly basePath: string
  readonly newCnonce: () => string
  readonly nextCount: (nonce: string) => number
  readonly remark: (sentence: string) => void
  /** The last one that the server has accepted a proof in. */
  session: DigestSession | undefined
  /** Ends when the first exchange has; only then is it known whether the server asks at all. */
  first: Promise<unknown> | undefined
}

function onlyOnce(tell: AuthOptions['onRemark']): (sentence: string) => void {
  const told = new Set<string>()
  return (sentence) => {
    if (!told.has(sentence)) tell?.(sentence)
    told.add(sentence)
  }
}

/** Of many requests that come at once one asks for the challenge that all of them need. */
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
 * A new session is kept to its request until that has been accepted: some servers take each nonce once, or its counts in order
 * only, and with a password that is wrong it is of no use to others.
 */
async function sendSigned(request: TargetRequest, send: SendOne, { client, session, isNew }: Signing): Promise<Reply> {
  const signed = { ...request, uri: client.basePath + request.path }
  const signature = signRequest(session, signed, client.nextCount(session.challenge.nonce))
  const reply = await send(authorizedWith(request, signature.authorization))
  if (!reply.answered || reply.response.status === 401) return reply
  const { nextNonce, proof } = authenticationInfo(reply.response, signature)
  if (proof === 'wrong') client.remark(WRONG_PROOF)
  if (nextNonce !== undefined) client.session = withNonce(session, nextNonce)
  else if (isNew) client.session = session
  return reply
}

const WRONG_PROOF = 'the rspauth in Authentication-Info is not that of a server that knows the password'

/** The challenge of a 401 that says more than that the credentials are wrong. */
function challengeToAnswer(
  reply: Reply,
  session: DigestSession | undefined,
  client: Client,
): DigestChallenge | undefined {
  if (!reply.answered || reply.response.status !== 401) return undefined
  const challenges = challengesOf(reply.response)
  const digest = strongestDigest(challenges)
  if (digest === undefined) client.remark(`the target answers 401 and ${offered(challenges)}`)
  return digest?.nonce === session?.challenge.nonce && digest?.stale !== true ? undefined : digest
}

/** Names well-known schemes only: what else a server writes there might be a secret. */
function offered(challenges: readonly Challenge[]): string {
  if (challenges.some(({ scheme }) => scheme === 'digest')) return 'asks for a form of Digest that is not known here'
  const others = ['basic', 'bearer', 'negotiate'].filter((name) => challenges.some(({ scheme }) => scheme === name))
  return others.length === 0 ? 'does not ask for Digest' : `asks for ${others.join(' or ')}, not for Digest`
}
