import type { Reply, Send, TargetRequest } from '../target.ts'

/**
 * The authentication of one principal, as a wrapper of a send function. It keeps challenges and tokens during the run. It supports
 * concurrent requests, and sends only through the wrapped function.
 */
export interface Authenticator {
  /** A request with its own Authorization header is sent unchanged. Rejects only if `send` rejects. */
  readonly wrap: (send: Send) => AuthenticatedSend
  /** True if the target has issued credentials to this principal, such as a token. Omitted where a scheme issues nothing. */
  readonly isIssued?: () => boolean
  /** Set if the target may refuse requests at the same moment: the way in which the principal logs in. */
  readonly ordered?: string
  /** Gives back what was issued, as far as the target lets it. Never rejects where `send` does not. */
  readonly close: (send: Send) => Promise<void>
}

export type AuthenticatedSend = (request: TargetRequest, signal?: AbortSignal) => Promise<Reply | Unauthenticated>

/** The target issued no token or challenge, so the request was not processed and there is no answer to judge. */
export interface Unauthenticated {
  readonly answered: false
  readonly failure: 'unauthenticated'
  /** A sentence without secrets. */
  readonly reason: string
}

export interface AuthOptions {
  /** Receives each secret before it is sent, so that outputs can mask it. */
  readonly onSecret?: (secret: string) => void
  /** Receives hints about unusual authentication of the target. Each sentence comes once and has no secret. */
  readonly onHint?: (sentence: string) => void
}
