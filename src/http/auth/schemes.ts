import type { Authenticator } from './authenticator.ts'
import type { AuthContext } from './auth-scheme.ts'
import { bearer } from './bearer.ts'
import { digest } from './digest.ts'
import { headers } from './headers.ts'
import { oauth2 } from './oauth2.ts'
import { query } from './query.ts'

/**
 * All auth schemes. A new scheme needs a file, a test and one line here. The environment is read in this order, so a service account
 * precedes a key.
 */
export const SCHEMES = [bearer, oauth2, digest, headers, query] as const

type Scheme = (typeof SCHEMES)[number]

/** The credentials of a principal, under the name of their scheme. */
export type Credentials = CredentialsOf<Scheme>

type CredentialsOf<S> = S extends {
  readonly name: infer Name extends string
  readonly create: (own: infer Own, context: AuthContext) => Authenticator
}
  ? { readonly [name in Name]: Own }
  : never

/** The words in `needs` for an owner with a certain scheme. */
export type SchemeNeed = Extract<Scheme, { readonly need: string }>['need']

/** The senders that need an owner with a certain scheme. */
export type SchemeSenderName = SendersOf<Scheme>

type SendersOf<S> = S extends { readonly senders: infer Senders } ? keyof Senders & string : never
