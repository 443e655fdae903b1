import type { Clock } from './clock.ts'
import type { Contract } from '../contract/contract.ts'
import { formerSender } from '../suite/former-words.ts'
import { type Principal, type Sender, SENDERS } from '../suite/suite.ts'
import { type AuthContext, createAuthenticator } from '../http/auth/create-authenticator.ts'
import type { Authenticator } from '../http/auth/authenticator.ts'
import type { Credentials } from '../http/auth/credentials.ts'
import { noAuth } from '../http/auth/no-auth.ts'
import { alteredAuth, isAlteration, isDigestTrick, trickyDigest } from '../http/auth/tampering.ts'
import { basicOf } from '../http/auth/oauth2/token-endpoint.ts'
import { NEVER_ISSUED, wrongCredentials } from '../http/auth/wrong-credentials.ts'
import type { Send, Target } from '../http/target.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** Those as whom requests are sent, each with what proves it. */
export interface Principals {
  readonly send: (as: Sender) => Send
  /** Whether anything proves who this is. */
  readonly isKnown: (as: Sender) => boolean
  /** The headers that carry the proof, as they may be shown. */
  readonly shown: (as: Sender) => ShownCredentials
  /** Gives back what was issued in the meantime. */
  readonly close: () => Promise<void>
}

export type ShownCredentials = readonly (readonly [name: string, value: string])[]

interface Sending {
  /** Without credentials. */
  readonly send: Send
  readonly secrets: Secrets
}

/** Who there is, and what the credentials are for. */
export interface Authenticating {
  /** How each configured principal proves who it is. */
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  readonly contract: Contract
  readonly target: Pick<Target, 'basePath'>
  /** By default the time of this machine. */
  readonly clock?: Clock
}

/** One authenticator for each, which lasts as long as the run: what it learns, a challenge or a token, serves all requests. */
export function createPrincipals(
  { principals, contract, target, clock }: Authenticating,
  { send, secrets }: Sending,
): Principals {
  const context: AuthContext = {
    tokenPath: contract.credentials.tokenPath,
    basePath: target.basePath,
    ...(clock === undefined ? {} : { now: clock.now }),
    onSecret: (value) => secrets.addWhole({ value, pointer: 'credentials', redaction: CREDENTIAL }),
  }
  const known = SENDERS.map((as) => {
    const credentials = credentialsOf(as, principals)
    const shown = shownFor(credentials)
    const authenticator = authenticatorFor(as, credentials, { context, shown })
    return [as, { authenticator, send: authenticator.wrap(send), shown }] as const
  })
  const all = Object.fromEntries(known) as Readonly<Record<Sender, Known>>
  return {
    send: (as) => all[as].send,
    isKnown: (as) => all[as].authenticator.scheme !== 'none',
    shown: (as) => all[as].shown,
    close: async () => {
      for (const { authenticator } of Object.values(all)) await authenticator.close(send)
    },
  }
}

interface Known {
  readonly authenticator: Authenticator
  readonly send: Send
  readonly shown: ShownCredentials
}

const CREDENTIAL = { rule: 'never', tail: 0, strength: 'stated', form: 'token' } as const

interface Making {
  readonly context: AuthContext
  readonly shown: ShownCredentials
}

function authenticatorFor(as: Sender, credentials: Credentials | undefined, { context, shown }: Making): Authenticator {
  const tampering = formerSender(as)
  if (isDigestTrick(tampering)) {
    const digest = credentials !== undefined && 'digest' in credentials ? credentials.digest : undefined
    return digest === undefined ? noAuth() : trickyDigest(digest, { trick: tampering, basePath: context.basePath })
  }
  const right = createAuthenticator(credentials, context)
  return isAlteration(tampering)
    ? alteredAuth(right, { alteration: tampering, names: shown.map(([name]) => name) })
    : right
}

function credentialsOf(as: Sender, { owner, reader, stranger }: Authenticating['principals']): Credentials | undefined {
  if (as === 'nobody') return undefined
  if (as === 'reader') return reader
  if (as === 'stranger') return stranger
  if (as === 'wrong') return wrongCredentials(owner)
  if (as === 'client') return clientCredentials(owner)
  if (as === 'impostor') return clientCredentials(owner, NEVER_ISSUED)
  return owner
}

/** How a service account proves to the token endpoint who it is. */
function clientCredentials(owner: Credentials | undefined, clientSecret?: string): Credentials | undefined {
  if (owner === undefined || !('oauth2' in owner)) return undefined
  return {
    headers: { Authorization: basicOf({ ...owner.oauth2, ...(clientSecret === undefined ? {} : { clientSecret }) }) },
  }
}

function shownFor(credentials: Credentials | undefined): ShownCredentials {
  if (credentials === undefined) return []
  if ('headers' in credentials) return Object.keys(credentials.headers).map((name) => [name, '<credentials>'])
  return [['Authorization', 'digest' in credentials ? '<digest>' : '<credentials>']]
}
