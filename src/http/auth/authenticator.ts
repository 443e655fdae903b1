import type { Reply, Send, TargetRequest } from '../target.ts'

/**
 * How one principal proves who it is, on top of whatever sends. It holds what it learns (challenges, tokens) for as long as the
 * run lasts, may be asked by many requests at once, and sends nothing anywhere but through the function that it wraps.
 */
export interface Authenticator {
  /** A request that brings an Authorization header of its own goes out as it is. Never rejects where `send` does not. */
  readonly wrap: (send: Send) => AuthenticatedSend
  /** True if the target has issued credentials to this principal, such as a token. Omitted where a scheme issues nothing. */
  readonly isIssued?: () => boolean
  /** Gives back what was issued, as far as the target lets it. Never rejects where `send` does not. */
  readonly close: (send: Send) => Promise<void>
}

export type AuthenticatedSend = (request: TargetRequest, signal?: AbortSignal) => Promise<Reply | Unauthenticated>

/** The credentials could not be turned into what the request needs: it was not carried out, and there is nothing to judge. */
export interface Unauthenticated {
  readonly answered: false
  readonly failure: 'unauthenticated'
  /** A sentence without any secret. */
  readonly reason: string
}

export interface AuthOptions {
  /** Told of each text that must never be written, before it is sent and before anything that may hold it comes back. */
  readonly onSecret?: (secret: string) => void
  /** Told of what is odd about the target's part but keeps nothing from working. Each sentence comes once and holds no secret. */
  readonly onRemark?: (sentence: string) => void
}
