/** The rows that a worker fires at a server, and when the worker stops. */
export interface Assignment {
  /** The id of the server. */
  readonly server: string
  /** Ids of rows that are fired in any case. */
  readonly first: readonly string[]
  /** Ids of rows that follow if none of the first kills. */
  readonly then: readonly string[]
  /** `kill`: the rows in `then` are left at the first kill. `end`: all rows are fired. */
  readonly until: 'kill' | 'end'
  /** The number of values that a property is tried with. */
  readonly runs: number
  /** The share of the values of a property; without a share, all values. */
  readonly share?: { readonly of: number; readonly part: number }
}
