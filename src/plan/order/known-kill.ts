/** An early kill of a fault by a row, from the record of proofs. */
export interface KnownKill {
  readonly row: string
  /** The index of the value of a property; 0 for a declared case. */
  readonly value: number
  /** The number of the request within the row, from 1; of a property, within the value. */
  readonly request: number
}

/** The early kills of each fault, by its id. */
export type KnownKills = Readonly<Record<string, readonly KnownKill[]>>
