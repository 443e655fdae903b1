import { type Sender, SENDERS } from '../suite/suite.ts'
import { type AuthContext, createAuthenticator } from '../target/auth/create-authenticator.ts'
import type { Authenticator } from '../target/auth/authenticator.ts'
import type { Credentials } from '../target/auth/credentials.ts'
import { noAuth } from '../target/auth/no-auth.ts'
import { alteredAuth, trickyDigest } from '../target/auth/tampering.ts'
import { basicOf } from '../target/auth/oauth2/token-endpoint.ts'
import { NEVER_ISSUED, wrongCredentials } from '../target/auth/wrong-credentials.ts'
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
  const { basePath } = context
  const names = shown.map(([name]) => name)
  switch (as) {
    case 'forged':
    case 'misdirected':
    case 'misqueried':
    case 'misused':
    case 'replayed':
      return credentials !== undefined && 'digest' in credentials
        ? trickyDigest(credentials.digest, { trick: as, basePath })
        : noAuth()
    case 'altered':
    case 'misended':
    case 'shortened':
    case 'lengthened':
    case 'recased':
      return alteredAuth(createAuthenticator(credentials, context), { alteration: as, names })
    case 'owner':
    case 'reader':
    case 'stranger':
    case 'nobody':
    case 'wrong':
    case 'client':
    case 'impostor':
      return createAuthenticator(credentials, context)
  }
}

function credentialsOf(as: Sender, principals: RunPlan['principals']): Credentials | undefined {
  switch (as) {
    case 'nobody':
      return undefined
    case 'wrong':
      return wrongCredentials(principals.owner)
    case 'client':
      return clientCredentials(principals.owner)
    case 'impostor':
      return clientCredentials(principals.owner, NEVER_ISSUED)
    case 'owner':
    case 'reader':
    case 'stranger':
      return principals[as]
    case 'altered':
    case 'misended':
    case 'shortened':
    case 'lengthened':
    case 'recased':
    case 'forged':
    case 'misdirected':
    case 'misqueried':
    case 'misused':
    case 'replayed':
      return principals.owner
  }
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
