import type { AuthOptions, Authenticator } from './authenticator.ts'

/** Adds query parameters with credentials, except parameters that the request already has. */
export function queryAuth(parameters: Readonly<Record<string, string>>, options: AuthOptions = {}): Authenticator {
  const own = Object.entries(parameters)
  for (const [, value] of own) options.onSecret?.(value)
  return {
    wrap: (send) => (request, signal) => send({ ...request, path: withQuery(request.path, own) }, signal),
    close: () => Promise.resolve(),
  }
}

function withQuery(path: string, own: readonly (readonly [string, string])[]): string {
  const [plain = '', ...rest] = path.split('?')
  const query = rest.join('?')
  const known = new URLSearchParams(query)
  const added = own
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  const all = [...(query === '' ? [] : [query]), ...added]
  return all.length === 0 ? path : `${plain}?${all.join('&')}`
}
