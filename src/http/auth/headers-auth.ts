import type { AuthOptions, Authenticator } from './authenticator.ts'
import { hasHeader } from './request-headers.ts'

/** Adds the headers of the user, except headers that the request already has. */
export function headersAuth(headers: Readonly<Record<string, string>>, options: AuthOptions = {}): Authenticator {
  const own = Object.entries(headers)
  for (const [, value] of own) options.onSecret?.(credentialIn(value))
  return {
    wrap: (send) => (request, signal) => {
      const added = own.filter(([name]) => !hasHeader(request, name))
      return send({ ...request, headers: [...request.headers, ...added] }, signal)
    },
    close: () => Promise.resolve(),
  }
}

/** The credentials without the scheme, which is not a secret. */
function credentialIn(value: string): string {
  return value.replace(/^\S+ (?=\S)/, '')
}
