import type { RawResponse } from './raw-response.ts'

/** One request as it goes out. */
export interface TargetRequest {
  readonly method: string
  /** Path and query, exactly as they are to be written. */
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Uint8Array
}

/** What came back: an answer, be it defective, or none at all. */
export type Reply =
  | {
      readonly answered: true
      readonly response: RawResponse
      /** It was given up before its end, after all the time that it may take. */
      readonly late?: true
    }
  | { readonly answered: false; readonly failure: Failure; readonly reason: string }

/** Why there is no answer. `aborted` is our own doing; `unauthenticated`: there were no credentials to send it with. */
export type Failure = 'unreachable' | 'reset' | 'timeout' | 'untrusted' | 'not-http' | 'aborted' | 'unauthenticated'

export type Send = (request: TargetRequest, signal?: AbortSignal) => Promise<Reply>

/** What is fired at. */
export interface Target {
  /** How the target is called in reports: its URL without credentials, or `in-process`. */
  readonly name: string
  /** What is put in front of every path, as `/base`; empty where nothing is. */
  readonly basePath: string
  readonly send: Send
  readonly close: () => Promise<void>
}

/** Bounds on what a target may make us wait for or hold. Times in milliseconds, sizes in bytes after decompression. */
export interface Limits {
  /** Until the connection stands. */
  readonly connect: number
  /** From the request to its answer's last byte. */
  readonly total: number
  readonly body: number
  readonly headers: number
}

export const DEFAULT_LIMITS: Limits = { connect: 5_000, total: 10_000, body: 10_000_000, headers: 65_536 }

/** A status where something follows the status line that is not HTTP, so that none could be read. */
export const UNREADABLE = 0
