import type { Authenticator } from './authenticator.ts'
import type { AuthContext } from './auth-scheme.ts'
import { bearer } from './bearer.ts'
import { digest } from './digest.ts'
import { headers } from './headers.ts'
import { oauth2 } from './oauth2.ts'

/**
 * Every auth scheme. To add one: its file, its test, one line here. The environment is asked in this order, so a service account
 * comes before a key.
 */
export const SCHEMES = [bearer, oauth2, digest, headers] as const

type Scheme = (typeof SCHEMES)[number]

/** How a principal proves who it is: the name of one scheme, with the credentials of that scheme. */
export type Credentials = CredentialsOf<Scheme>

type CredentialsOf<S> = S extends {
  readonly name: infer Name extends string
  readonly create: (own: infer Own, context: AuthContext) => Authenticator
}
  ? { readonly [name in Name]: Own }
  : never

/** The words by which cases need an owner with a certain scheme. */
export type SchemeNeed = Extract<Scheme, { readonly need: string }>['need']

/** The senders that only a certain scheme of the owner makes possible. */
export type SchemeSenderName = SendersOf<Scheme>

type SendersOf<S> = S extends { readonly senders: infer Senders } ? keyof Senders & string : never
