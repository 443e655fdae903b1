import type { Credentials } from '../http/auth/schemes.ts'
import type { Location } from '../source/mistake.ts'
import type { Principal } from '../suite/suite.ts'

/** The contents of a configuration file of `conform serve`. Times are in milliseconds, sizes in bytes. */
export interface ServeConfig {
  readonly port?: number
  readonly host?: string
  readonly basePath?: string
  readonly groups: readonly string[]
  /** All credentials of each principal. Without any, the server asks for no credentials. */
  readonly principals: Readonly<Partial<Record<Principal, readonly Credentials[]>>>
  readonly digestAlgorithms?: readonly ('MD5' | 'SHA-256')[]
  readonly nonceTime?: number
  readonly tokenTime?: number
  readonly members: readonly SeededMember[]
  readonly latency?: Latency
  readonly rateLimit?: RequestLimit
  readonly maxBody?: number
  readonly faults: readonly string[]
  readonly variants: readonly string[]
  /** The place of the value at a path of keys and indexes. Undefined without a file. */
  readonly locate?: (path: readonly (string | number)[]) => Location
}

/** A member that exists from the start. Without a group, the member is in the first group. */
export interface SeededMember {
  readonly group?: string
  readonly body: unknown
  readonly at: Location
}

/** The least and the most time before an answer, in milliseconds. */
export interface Latency {
  readonly least: number
  readonly most: number
}

/** The number of requests in a period. */
export interface RequestLimit {
  readonly requests: number
  readonly seconds: number
}

/** The configuration without any key. */
export const EMPTY_SERVE_CONFIG: ServeConfig = { groups: [], principals: {}, members: [], faults: [], variants: [] }
