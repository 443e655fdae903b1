import type { AuthOptions, Authenticator } from './authenticator.ts'
import type { TargetRequest } from '../target.ts'
import { hasHeader } from './request-headers.ts'

/** Adds the headers of the user, except headers that the request already has. */
export function headersAuth(headers: Readonly<Record<string, string>>, options: AuthOptions = {}): Authenticator {
  const own = Object.entries(headers)
  for (const [, value] of own) options.onSecret?.(credentialIn(value))
  // Most requests share one list of headers, and so does their target with the added ones.
  const extended = new WeakMap<TargetRequest['headers'], TargetRequest['headers']>()
  const extend = (request: TargetRequest): TargetRequest['headers'] => {
    const known = extended.get(request.headers)
    if (known !== undefined) return known
    const all = [...request.headers, ...own.filter(([name]) => !hasHeader(request, name))]
    extended.set(request.headers, all)
    return all
  }
  return {
    wrap: (send) => (request, signal) => send({ ...request, headers: extend(request) }, signal),
    close: () => Promise.resolve(),
  }
}

/** The credentials without the scheme, which is not a secret. */
function credentialIn(value: string): string {
  return value.replace(/^\S+ (?=\S)/, '')
}
