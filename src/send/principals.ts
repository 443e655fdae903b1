import type { Clock } from './clock.ts'
import { isPrincipal, type Principal, type Sender, SENDERS } from '../suite/suite.ts'
import { alteredAuth, isAlteration } from '../http/auth/alteration.ts'
import type { AuthContext, ShownCredentials } from '../http/auth/auth-scheme.ts'
import type { Authenticator } from '../http/auth/authenticator.ts'
import { createAuthenticator } from '../http/auth/create-authenticator.ts'
import { type AnyAuthScheme, ownOf, SCHEME_SENDERS, schemeOf } from '../http/auth/find-scheme.ts'
import { noAuth } from '../http/auth/no-auth.ts'
import type { Credentials, SchemeSenderName } from '../http/auth/schemes.ts'
import type { CredentialPlace } from '../http/credential-place.ts'
import { withholding } from '../http/auth/withheld.ts'
import { wrongCredentials } from '../http/auth/wrong-credentials.ts'
import type { Send, Target } from '../http/target.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** The senders of requests, each with its credentials. */
export interface Principals {
  readonly send: (as: Sender) => Send
  /** True if the sender has credentials. */
  readonly isKnown: (as: Sender) => boolean
  /** True if the target has issued credentials to this sender, such as a token. */
  readonly isIssued: (as: Sender) => boolean
  /** Says why requests of this sender go out one after another, such as `logs in by digest`; undefined if they need not. */
  readonly ordered: (as: Sender) => string | undefined
  /** Notes that the target takes requests of this sender at the same moment, so that they need no order. */
  readonly noteUnordered: (as: Sender) => void
  /** Sends with credentials of the same form as the principal's, and the given secret in place of the right secret. */
  readonly sendMadeUp: (as: Principal, secret: string) => Send
  /** The headers that carry the proof, as they may be shown. */
  readonly shown: (as: Sender) => ShownCredentials
  /** The parts of a request that carry the credentials. */
  readonly places: (as: Sender) => readonly CredentialPlace[]
  /** Revokes the tokens that the run has obtained. */
  readonly close: () => Promise<void>
}

interface Sending {
  /** Sends without credentials. */
  readonly send: Send
  readonly secrets: Secrets
}

/** The configured credentials, and their target. */
export interface Authenticating {
  /** The credentials of each configured principal. */
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  /** The path of the token endpoint of OAuth 2.0, without the prefix of the target; undefined for an API without one. */
  readonly tokenPath?: string | undefined
  readonly target: Pick<Target, 'basePath'>
  /** Default: the system clock. */
  readonly clock?: Clock | undefined
  /** Receives hints about the authentication of the principals. */
  readonly onHint?: ((hint: string) => void) | undefined
}

/** Creates one authenticator for each sender. It lives as long as the run, so all requests share its challenge or token. */
export function createPrincipals(
  { principals, tokenPath = '', target, clock, onHint }: Authenticating,
  { send, secrets }: Sending,
): Principals {
  const context: AuthContext = {
    tokenPath,
    basePath: target.basePath,
    ...(clock === undefined ? {} : { now: clock.now }),
    onSecret: secrets.addWhole,
  }
  const known = SENDERS.map((as) => {
    // Hints about deliberately wrong credentials mean nothing.
    const hints = onHint === undefined || !isPrincipal(as) ? {} : { onHint: withPrincipalName(as, onHint) }
    const proof = proofOf(as, principals, { ...context, ...hints })
    return [as, { ...proof, send: proof.authenticator.wrap(withholding(send)) }] as const
  })
  const all = Object.fromEntries(known) as Readonly<Record<Sender, Known>>
  const unordered = new Set<Sender>()
  return {
    send: (as) => all[as].send,
    isKnown: (as) => all[as].authenticator !== NOBODY.authenticator,
    isIssued: (as) => all[as].authenticator.isIssued?.() === true,
    ordered: (as) => (unordered.has(as) ? undefined : all[as].authenticator.ordered),
    noteUnordered: (as) => void unordered.add(as),
    sendMadeUp: (as, secret) => createAuthenticator(wrongCredentials(principals[as], secret), context).wrap(send),
    shown: (as) => all[as].shown,
    places: (as) => all[as].places,
    close: async () => {
      for (const { authenticator } of Object.values(all)) await authenticator.close(send)
    },
  }
}

interface Proof {
  readonly authenticator: Authenticator
  readonly shown: ShownCredentials
  readonly places: readonly CredentialPlace[]
}

interface Known extends Proof {
  readonly send: Send
}

const NOBODY: Proof = { authenticator: noAuth(), shown: [], places: [] }

/** The principals whose credentials serve for a case that needs one auth scheme: the first with that scheme. */
export const HOLDERS = ['owner', 'reader'] as const satisfies readonly Principal[]

/** The proof of a sender. A sender of one scheme has no proof where no holder uses that scheme; its cases are skipped then. */
function proofOf(as: Sender, principals: Authenticating['principals'], context: AuthContext): Proof {
  if (isSchemeSender(as)) {
    const { scheme, sender } = SCHEME_SENDERS[as]
    const own = HOLDERS.map((holder) => ownOf(scheme, principals[holder])).find((found) => found !== undefined)
    return own === undefined
      ? NOBODY
      : { authenticator: sender.create(own, context), shown: scheme.shown(own), places: placesOf(scheme, own) }
  }
  const credentials = credentialsOf(as, principals)
  if (credentials === undefined) return NOBODY
  const { scheme, own } = schemeOf(credentials)
  const [right, shown, places] = [scheme.create(own, context), scheme.shown(own), placesOf(scheme, own)]
  if (!isAlteration(as)) return { authenticator: right, shown, places }
  const names = shown.map(([name]) => name)
  return { authenticator: alteredAuth(right, { alteration: as, names, isProof: scheme.isProof }), shown, places }
}

function placesOf(scheme: AnyAuthScheme, own: unknown): readonly CredentialPlace[] {
  return scheme.places?.(own) ?? scheme.shown(own).map(([name]) => ({ in: 'header', name }))
}

/** Names the principal in each hint. */
function withPrincipalName(as: Principal, onHint: (hint: string) => void): (sentence: string) => void {
  return (sentence) => onHint(`principals.${as}: ${sentence}`)
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
