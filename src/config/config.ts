import type { Credentials } from '../http/auth/schemes.ts'
import type { BudgetLimit } from '../report/budget-report.ts'
import type { Location } from '../source/mistake.ts'
import type { Principal } from '../suite/suite.ts'
import type { UnsetVariable } from './unset.ts'

/** The contents of a configuration file. Times are in milliseconds, sizes in bytes, the rate in requests per second. */
export interface Config {
  readonly target?: string
  readonly groups: readonly string[]
  readonly otherGroup?: string
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  readonly headers: Readonly<Record<string, string>>
  readonly rate?: number
  readonly inFlight?: number
  /** True if requests at the same moment may go to a target on another machine; false if they go to no target. */
  readonly concurrency?: boolean
  readonly timeout?: number
  readonly budget?: BudgetLimit
  readonly limits: { readonly body?: number; readonly headers?: number }
  readonly tls: { readonly ca?: string; readonly insecure?: boolean }
  /** The shell command that starts the server, with `${NAME}` as written: the shell replaces variables. */
  readonly start?: string
  readonly wait?: number
  readonly contract?: string
  /** The earlier version of the contract that the server is held to. */
  readonly asOf?: string
  readonly suites?: readonly string[]
  readonly baseline?: string
  /** The resources that a run of laws may write; `*` for all. */
  readonly write?: readonly string[]
  /** The resources whose members a run of laws may leave; `*` for all. */
  readonly leave?: readonly string[]
  /** The variables of the file that have no value. What they stand for is left out above. */
  readonly unset?: readonly UnsetVariable[]
  /** The place of the value at a path of keys and indexes. Undefined without a file. */
  readonly locate?: (path: readonly (string | number)[]) => Location
}

/** The configuration without any key. */
export const EMPTY_CONFIG: Config = { groups: [], principals: {}, headers: {}, limits: {}, tls: {} }
