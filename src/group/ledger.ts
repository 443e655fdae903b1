/**
 * What a run has put on a target, written down before it is sent: what is in here, and still there, is ours. Everything else on the
 * target is somebody else's.
 */
export interface Ledger {
  /** Before a request that may create or change a member. When it returns, the entry outlives us. */
  readonly writing: (place: Place, fingerprint: Fingerprint) => void
  /** The id that an answer gave the member. */
  readonly identified: (place: Place, id: string) => void
  /** The member was removed: what is there from now on is not what was written before. */
  readonly gone: (place: Place) => void
}

export interface Place {
  readonly group: string
  readonly key: string
}

/**
 * By what a member can be known again, without holding what was sent: digests of its plain values and of where its URLs lead, and how its
 * secrets end, where that may be seen anyway. By JSON Pointer.
 */
export interface Fingerprint {
  readonly values: Readonly<Record<string, string>>
  readonly tails: Readonly<Record<string, string>>
  readonly origins: Readonly<Record<string, string>>
}

/** What a ledger file begins with. */
export interface LedgerHead {
  readonly ledger: 1
  readonly tool: string
  readonly contract: string
  readonly target: string
  readonly startedAt: string
  readonly pid: number
}

/** Any other line of it. */
export type LedgerEntry =
  | (Place & { readonly writing: Fingerprint })
  | (Place & { readonly identified: string })
  | (Place & { readonly gone: true })

/** What may still be on the target of one place: all that was written there since it was last removed. */
export interface Claim extends Place {
  readonly fingerprints: readonly Fingerprint[]
  readonly ids: readonly string[]
}
