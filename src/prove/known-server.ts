import type { Exchange } from '../http/direct-target.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import type { Principal } from '../suite/suite.ts'

/** The means that a fault takes to be found: a history of requests, two requests at once, or a certain value. */
export type FaultNeed = 'history' | 'race' | 'value'

/**
 * A server whose correct verdict is known. The reference and its conformant variants must not be accused, and each fault must be killed.
 * No case may pass on a null server, which gives the same answer to every request.
 */
export interface KnownServer {
  readonly kind: 'reference' | 'variant' | 'null' | 'fault'
  readonly id: string
  /** One sentence: the broken behaviour, the freedom that a variant takes, or the constant answer. */
  readonly about: string
  /** The id of the requirement that a fault violates. */
  readonly violates?: string
  /** The reason why no case can find a fault yet. */
  readonly outOfReach?: string
  /** True for a fault that shows in some runs only: a row that kills it may miss it the next time. */
  readonly unsteady?: boolean
  /** The public report of the defect of a fault in a real server or library: a URL. */
  readonly source?: string
  /** The means that the fault takes to be found; absent if the first plain request of an operation shows it. */
  readonly needs?: FaultNeed
  /** Cases that pass on a null server with good reason. */
  readonly mayPass?: readonly Excuse[]
  /** True for a variant that departs from a requirement of level should: a warning about it is correct. */
  readonly mayWarn?: boolean
  readonly open: () => Promise<StartedScene>
}

export interface Excuse {
  /** A pattern of case ids; a pattern without a bracket matches all rows of a case. */
  readonly cases: string
  readonly because: string
}

/** A known server that is started and can be fired at. */
export interface StartedScene {
  /** The URL of the server, or its answers to messages of the platform; not used beside `exchange`. */
  readonly target?: string | ((request: Request) => Response | Promise<Response>)
  /** The server without messages of the platform, for speed; absent where it has a socket, or knows only such messages. */
  readonly exchange?: Exchange
  readonly group: string
  readonly otherGroup?: string
  readonly principals?: Readonly<Partial<Record<Principal, Credentials>>>
  readonly clock?: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> }
  /** The time limit of a request in milliseconds. */
  readonly timeout?: number
  /** The number of members that runs have left so far; absent where the server does not tell. */
  readonly left?: () => number
  readonly close: () => Promise<void>
}
