import type { Clock } from './clock.ts'
import type { Contract } from '../contract/contract.ts'
import { type Principal, type Sender, SENDERS } from '../suite/suite.ts'
import { alteredAuth, isAlteration } from '../http/auth/alteration.ts'
import type { AuthContext, ShownCredentials } from '../http/auth/auth-scheme.ts'
import type { Authenticator } from '../http/auth/authenticator.ts'
import { ownOf, SCHEME_SENDERS, schemeOf } from '../http/auth/find-scheme.ts'
import { noAuth } from '../http/auth/no-auth.ts'
import type { Credentials, SchemeSenderName } from '../http/auth/schemes.ts'
import { wrongCredentials } from '../http/auth/wrong-credentials.ts'
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
    tokenPath: contract.credentials?.tokenPath ?? '',
    basePath: target.basePath,
    ...(clock === undefined ? {} : { now: clock.now }),
    onSecret: (value) => secrets.addWhole({ value, pointer: 'credentials', redaction: CREDENTIAL }),
  }
  const known = SENDERS.map((as) => {
    const proof = proofOf(as, principals, context)
    return [as, { ...proof, send: proof.authenticator.wrap(send) }] as const
  })
  const all = Object.fromEntries(known) as Readonly<Record<Sender, Known>>
  return {
    send: (as) => all[as].send,
    isKnown: (as) => all[as].authenticator !== NOBODY.authenticator,
    shown: (as) => all[as].shown,
    close: async () => {
      for (const { authenticator } of Object.values(all)) await authenticator.close(send)
    },
  }
}

interface Proof {
  readonly authenticator: Authenticator
  readonly shown: ShownCredentials
}

interface Known extends Proof {
  readonly send: Send
}

const CREDENTIAL = { rule: 'never', tail: 0, strength: 'stated', form: 'token' } as const

const NOBODY: Proof = { authenticator: noAuth(), shown: [] }

/** A sender of one scheme has no proof where the owner has another; the cases with such a sender are skipped then. */
function proofOf(as: Sender, principals: Authenticating['principals'], context: AuthContext): Proof {
  if (isSchemeSender(as)) {
    const { scheme, sender } = SCHEME_SENDERS[as]
    const own = ownOf(scheme, principals.owner)
    return own === undefined ? NOBODY : { authenticator: sender.create(own, context), shown: scheme.shown(own) }
  }
  const credentials = credentialsOf(as, principals)
  if (credentials === undefined) return NOBODY
  const { scheme, own } = schemeOf(credentials)
  const [right, shown] = [scheme.create(own, context), scheme.shown(own)]
  if (!isAlteration(as)) return { authenticator: right, shown }
  const names = shown.map(([name]) => name)
  return { authenticator: alteredAuth(right, { alteration: as, names, isProof: scheme.isProof }), shown }
}

function isSchemeSender(as: Sender): as is SchemeSenderName {
  return Object.hasOwn(SCHEME_SENDERS, as)
}

function credentialsOf(as: Sender, { owner, reader, stranger }: Authenticating['principals']): Credentials | undefined {
  if (as === 'nobody') return undefined
  if (as === 'reader') return reader
  if (as === 'stranger') return stranger
  return as === 'wrong' ? wrongCredentials(owner) : owner
}
