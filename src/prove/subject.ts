import type { Level } from '../contract/contract.ts'
import type { Principal } from '../suite/suite.ts'
import type { Credentials } from '../http/auth/schemes.ts'

/**
 * A server whose rights and wrongs are known, so that what the suite says of it can be right or wrong: the reference and its
 * conformant variants must not be accused, each fault must be found, and on one that answers always the same no case may pass.
 */
export interface Subject {
  readonly kind: 'reference' | 'variant' | 'null' | 'fault'
  readonly id: string
  /** In one sentence, what is broken, which freedom is taken, or what is always answered. */
  readonly about: string
  /** Of a fault: the requirement that it violates. */
  readonly violates?: string
  /** Of a fault: why no case can show it yet. */
  readonly outOfReach?: string
  /** Of a fault: whether it shows now and then only, so that what has found it may miss it the next time. */
  readonly unsteady?: boolean
  /** Of a server that always answers the same: cases that pass all the same, and why they may. */
  readonly mayPass?: readonly Excuse[]
  /** Of a variant: that it departs from a requirement of the level should, so that a warning is no false one. */
  readonly mayWarn?: boolean
  readonly open: () => Promise<Scene>
}

export interface Excuse {
  /** A pattern of case ids; without a bracket it is about all rows of a case. */
  readonly cases: string
  readonly because: string
}

/** A subject that is there to be fired at. */
export interface Scene {
  readonly target: string | ((request: Request) => Response | Promise<Response>)
  readonly group: string
  readonly otherGroup?: string
  readonly principals?: Readonly<Partial<Record<Principal, Credentials>>>
  readonly clock?: { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> }
  /** Milliseconds for one request. */
  readonly timeout?: number
  readonly close: () => Promise<void>
}

/** What is fired at a subject, and until when. */
export interface Order {
  readonly subject: string
  /** Rows by id: each is fired, whatever the others find. */
  readonly first: readonly string[]
  /** Rows that follow, if none of the first has found anything, until one does; or all of them. */
  readonly then: readonly string[]
  readonly until: 'kill' | 'end'
  /** Values a property, and which share of them. */
  readonly runs: number
  readonly share?: { readonly of: number; readonly part: number }
}

/** A row that found something, at the highest level of its findings. */
export interface Kill {
  readonly row: string
  readonly level: Exclude<Level, 'observe'>
  /** What it found, where nothing was to be found. */
  readonly said?: string
}

/** What came of firing at a subject. Plain data: it comes from another thread. */
export interface Outcome {
  readonly subject: string
  readonly verdict: string
  readonly reason?: string
  readonly kills: readonly Kill[]
  /** Rows whose level is must and that passed. */
  readonly passed: readonly string[]
  readonly ran: number
  readonly requests: number
  readonly durationMs: number
  readonly firstKill?: { readonly requests: number; readonly durationMs: number }
  /** How many causes the findings have, of the level of what the fault violates. */
  readonly causes: number
  /** Findings that would not help anybody, and what they lack. */
  readonly useless: readonly string[]
}
