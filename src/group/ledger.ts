/**
 * The record of members that a run may create or change, written before each request. Existing members that match an entry belong to
 * the run; all other members on the target are foreign.
 */
export interface Ledger {
  /** Records a request that may create or change a member. After the return, the entry survives the process. */
  readonly writing: (place: MemberPlace, fingerprint: Fingerprint) => void
  /** Records the id of the member, from an answer. */
  readonly identified: (place: MemberPlace, id: string) => void
  /** Records the removal of the member: earlier entries of the place no longer apply. */
  readonly gone: (place: MemberPlace) => void
}

/** The place of a member: group id and key. */
export interface MemberPlace {
  readonly group: string
  readonly key: string
}

/**
 * Features that identify a member without its values: digests of plain values and of URL origins, and the tails of secrets that masks
 * show. Keys are JSON Pointers.
 */
export interface Fingerprint {
  readonly values: Readonly<Record<string, string>>
  readonly tails: Readonly<Record<string, string>>
  readonly origins: Readonly<Record<string, string>>
}

/** The first line of a ledger file. */
export interface LedgerHead {
  readonly ledger: 1
  readonly tool: string
  readonly contract: string
  /** The folder of a contract that is not of this package. */
  readonly folder?: string
  readonly target: string
  readonly startedAt: string
  readonly pid: number
}

/** Any later line of a ledger file. */
export type LedgerEntry =
  | (MemberPlace & { readonly writing: Fingerprint })
  | (MemberPlace & { readonly identified: string })
  | (MemberPlace & { readonly gone: true })

/** A member that may still exist: all fingerprints and ids of its place since the last removal. */
export interface Claim extends MemberPlace {
  readonly fingerprints: readonly Fingerprint[]
  readonly ids: readonly string[]
}
