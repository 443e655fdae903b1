import type { AuthOptions, Authenticator } from './authenticator.ts'
import { headersAuth } from './headers-auth.ts'

/** A token that was issued elsewhere (RFC 6750, section 2.1). */
export function bearerAuth(token: string, options: AuthOptions = {}): Authenticator {
  return { ...headersAuth({ Authorization: `Bearer ${token}` }, options), scheme: 'bearer' }
}
