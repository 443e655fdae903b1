import type { Credentials } from './credentials.ts'

/**
 * Credentials that look like these and are nobody's. A digest keeps its username, so that it is the proof that is wrong and
 * nothing else; a service account becomes a token that was never issued, since a wrong secret would never get past the token
 * endpoint.
 */
export function wrongCredentials(credentials: Credentials | undefined): Credentials {
  if (credentials === undefined) return { bearer: NEVER_ISSUED }
  if ('digest' in credentials) return { digest: { username: credentials.digest.username, password: NEVER_ISSUED } }
  if (!('headers' in credentials)) return { bearer: NEVER_ISSUED }
  const headers = Object.entries(credentials.headers)
  return { headers: Object.fromEntries(headers.map(([name, value]) => [name, withoutCredential(value)])) }
}

export const NEVER_ISSUED = 'never-issued-by-anyone'

/** The scheme stays, where there is one. */
function withoutCredential(value: string): string {
  const [, scheme = ''] = /^(\S+ )\S/.exec(value) ?? []
  return scheme + NEVER_ISSUED
}
