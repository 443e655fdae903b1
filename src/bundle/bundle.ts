import type { Contract } from '../contract/contract.ts'
import type { Validators } from '../contract/validators.ts'
import type { Suite } from '../suite/suite.ts'

/** A contract with suites and validators, ready for planning. */
export interface Bundle {
  readonly contract: Contract
  readonly suites: readonly Suite[]
  readonly validators: Validators
  /** The folder of a contract of the user; omitted for a contract of this package. */
  readonly folder?: string
}
