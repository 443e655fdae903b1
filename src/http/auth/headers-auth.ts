import type { AuthOptions, Authenticator } from './authenticator.ts'
import { hasHeader } from './request-headers.ts'

/** Headers as the user gives them; one of which the request has its own is left out. */
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

/** Without the scheme, which is no secret and may stand anywhere. */
function credentialIn(value: string): string {
  return value.replace(/^\S+ (?=\S)/, '')
}
