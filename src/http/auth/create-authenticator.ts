import type { AuthOptions, Authenticator } from './authenticator.ts'
import { bearerAuth } from './bearer-auth.ts'
import type { Credentials } from './credentials.ts'
import { digestAuth } from './digest/digest-auth.ts'
import { headersAuth } from './headers-auth.ts'
import { noAuth } from './no-auth.ts'
import { oauth2Auth } from './oauth2/oauth2-auth.ts'

export interface AuthContext extends AuthOptions {
  /** Where the contract has its tokens issued: a path, before the target's own base path is put in front. */
  readonly tokenPath: string
  /** What the target puts in front of every path, as `/base`; empty where it puts nothing. */
  readonly basePath: string
  /** Milliseconds since the epoch; default Date.now. */
  readonly now?: () => number
}

/** The authenticator of a principal: one for each, made once a run. Without credentials it adds nothing. */
export function createAuthenticator(credentials: Credentials | undefined, context: AuthContext): Authenticator {
  if (credentials === undefined) return noAuth()
  if ('bearer' in credentials) return bearerAuth(credentials.bearer, context)
  if ('digest' in credentials) return digestAuth(credentials.digest, context)
  if ('oauth2' in credentials) return oauth2Auth(credentials.oauth2, context)
  return headersAuth(credentials.headers, context)
}
