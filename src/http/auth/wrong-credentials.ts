import { schemeOf } from './find-scheme.ts'
import { NEVER_ISSUED } from './never-issued.ts'
import type { Credentials } from './schemes.ts'

/** Credentials of the same form with a secret that was never issued; a bearer token where the scheme has no wrong form. */
export function wrongCredentials(credentials: Credentials | undefined, secret: string = NEVER_ISSUED): Credentials {
  if (credentials === undefined) return { bearer: secret }
  const { scheme, own } = schemeOf(credentials)
  if (scheme.wrong === undefined) return { bearer: secret }
  return { [scheme.name]: scheme.wrong(own, secret) } as unknown as Credentials
}
