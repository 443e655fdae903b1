import type { AuthContext } from './auth-scheme.ts'
import type { Authenticator } from './authenticator.ts'
import { schemeOf } from './find-scheme.ts'
import { noAuth } from './no-auth.ts'
import type { Credentials } from './schemes.ts'

/** Creates the authenticator of a principal, once per run. Without credentials it adds nothing. */
export function createAuthenticator(credentials: Credentials | undefined, context: AuthContext): Authenticator {
  if (credentials === undefined) return noAuth()
  const { scheme, own } = schemeOf(credentials)
  return scheme.create(own, context)
}
