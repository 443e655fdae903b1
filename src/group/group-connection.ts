import type { Connection } from '../send/connection.ts'
import type { Ledger } from './ledger.ts'

/** What the requests about a group share, those that write it among them. */
export interface GroupConnection extends Connection {
  /** Where it is noted what is about to be created. */
  readonly ledger: Ledger | undefined
}
