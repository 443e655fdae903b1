import type { Sender } from '../suite/suite.ts'
import { type AuthContext, createAuthenticator } from '../target/auth/create-authenticator.ts'
import type { Authenticator } from '../target/auth/authenticator.ts'
import type { Credentials } from '../target/auth/credentials.ts'
import { noAuth } from '../target/auth/no-auth.ts'
import { alteredAuth, trickyDigest } from '../target/auth/tampering.ts'
import { wrongCredentials } from '../target/auth/wrong-credentials.ts'
import type { Send } from '../target/target.ts'
import type { RunPlan } from './run-plan.ts'
import type { Secrets } from './secrets.ts'

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

const SENDERS: readonly Sender[] = [
  'owner',
  'reader',
  'stranger',
  'nobody',
  'wrong',
  'altered',
  'forged',
  'misdirected',
  'replayed',
]

/** One authenticator for each, which lasts as long as the run: what it learns, a challenge or a token, serves all requests. */
export function createPrincipals(
  { principals, contract, target, clock }: Pick<RunPlan, 'principals' | 'contract' | 'target' | 'clock'>,
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
      for (const { authenticator } of Object.values(all)) await authenticator.close(target.send)
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
  const digest = credentials !== undefined && 'digest' in credentials ? credentials.digest : undefined
  if (as === 'forged' || as === 'misdirected' || as === 'replayed')
    return digest === undefined ? noAuth() : trickyDigest(digest, { trick: as, basePath: context.basePath })
  const right = createAuthenticator(credentials, context)
  const carriers = shown.map(([name]) => name)
  return as === 'altered' ? alteredAuth(right, carriers) : right
}

function credentialsOf(as: Sender, principals: RunPlan['principals']): Credentials | undefined {
  if (as === 'nobody') return undefined
  if (as === 'wrong') return wrongCredentials(principals.owner)
  return as === 'owner' || as === 'reader' || as === 'stranger' ? principals[as] : principals.owner
}

function shownFor(credentials: Credentials | undefined): ShownCredentials {
  if (credentials === undefined) return []
  if ('headers' in credentials) return Object.keys(credentials.headers).map((name) => [name, '<credentials>'])
  return [['Authorization', 'digest' in credentials ? '<digest>' : '<credentials>']]
}
