import { schemeOf } from './find-scheme.ts'
import { NEVER_ISSUED } from './never-issued.ts'
import type { Credentials } from './schemes.ts'

/** Credentials that look like these and are nobody's: the wrong form of their scheme, or a token that nobody issued. */
export function wrongCredentials(credentials: Credentials | undefined): Credentials {
  if (credentials === undefined) return { bearer: NEVER_ISSUED }
  const { scheme, own } = schemeOf(credentials)
  if (scheme.wrong === undefined) return { bearer: NEVER_ISSUED }
  return { [scheme.name]: scheme.wrong(own) } as unknown as Credentials
}
