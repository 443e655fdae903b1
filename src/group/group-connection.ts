import type { Contract } from '../contract/contract.ts'
import type { Connection } from '../send/connection.ts'
import type { Ledger } from './ledger.ts'

/** The connection for requests that read and write a group. */
export interface GroupConnection extends Connection {
  readonly contract: Contract
  /** The record of members about to be created; undefined for a run without a ledger. */
  readonly ledger: Ledger | undefined
}
