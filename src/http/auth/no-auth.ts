import type { Authenticator } from './authenticator.ts'

/** Nobody's: a request goes out as it is. */
export function noAuth(): Authenticator {
  return { wrap: (send) => send, close: () => Promise.resolve() }
}
