import type { Authenticator } from './authenticator.ts'

/** Sends requests unchanged, without credentials. */
export function noAuth(): Authenticator {
  return { wrap: (send) => send, close: () => Promise.resolve() }
}
