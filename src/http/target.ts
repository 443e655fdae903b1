import type { CredentialPlace } from './credential-place.ts'
import type { Transfer } from './in-pieces.ts'
import type { RawResponse } from './raw-response.ts'

/** One request as sent. */
export interface TargetRequest {
  readonly method: string
  /** Path and query, sent unchanged. */
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The headers that other requests of the operation do not have so; null for one that this request lacks. Omitted for none. */
  readonly unlike?: readonly (readonly [name: string, value: string | null])[]
  readonly body?: Uint8Array
  /** The way in which the bytes of the body arrive; omitted for the usual one, all at once and with their length. */
  readonly transfer?: Transfer
  /** Set for a request that others of its lane accompany. All other requests of a lane share one connection. */
  readonly beside?: true
  /** Set for a request that has waited for its turn at the rate of the run. */
  readonly paced?: true
  /** The parts of the credentials of the sender that this request lacks; by default it has all of them. */
  readonly withheld?: readonly CredentialPlace[]
}

/** An answer, possibly defective, or the failure that prevented an answer. */
export type Reply =
  | {
      readonly answered: true
      readonly response: RawResponse
      /** Set for an answer that was cut off at the time limit. */
      readonly late?: true
      /** Set where the target closes the connection on this request each time, and answers others: the answer is that defect. */
      readonly closed?: true
      /** Set where the connection was closed on the same request before: the target may have done it then. */
      readonly again?: true
      /** The time from the end of the head to the end of the body, in milliseconds; omitted without a body. */
      readonly bodyMs?: number
      readonly took?: Took
    }
  | { readonly answered: false; readonly failure: Failure; readonly reason: string; readonly took?: Took }

/** The time from a request to its reply, without the pauses of the rate limit, in milliseconds. Set by the run. */
interface Took {
  /** By the clock of the run. */
  readonly clock: number
  /** By the monotonic clock of the process. */
  readonly precise: number
}

/**
 * The cause of a missing answer. `aborted`: the run was interrupted. `unauthenticated`: no credentials could be obtained. `unsendable`: HTTP
 * has no form for the request.
 */
export type Failure =
  | 'unreachable'
  | 'reset'
  | 'timeout'
  | 'untrusted'
  | 'not-http'
  | 'aborted'
  | 'unauthenticated'
  | 'unsendable'

/** Sends one request. Never throws on a fault of the target. */
export type Send = (request: TargetRequest, signal?: AbortSignal) => Promise<Reply>

/** The server under test. */
export interface Target {
  /** The target's name in reports: its URL without credentials, or `in-process`. */
  readonly name: string
  /** The prefix of every path, such as `/base`; may be empty. */
  readonly basePath: string
  readonly send: Send
  /** Closes all connections. */
  readonly close: () => Promise<void>
}

/** Limits of one request. Times in milliseconds, sizes in bytes; the body's limit also holds after decompression. */
export interface Limits {
  /** The time to establish a connection. */
  readonly connect: number
  /** The time from the request to the last byte of its answer. */
  readonly total: number
  readonly body: number
  readonly headers: number
}

/** The limits of the command line's defaults. */
export const DEFAULT_LIMITS: Limits = { connect: 5_000, total: 10_000, body: 10_000_000, headers: 65_536 }

/** The default limits with another time for a whole answer, in milliseconds: a connection has to be established within it too. */
export function limitsWithin(total: number): Limits {
  return { ...DEFAULT_LIMITS, total, connect: Math.min(total, DEFAULT_LIMITS.connect) }
}

/** The status of an answer with an unreadable head. */
export const UNREADABLE = 0
