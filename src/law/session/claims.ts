import type { MemberLedger } from './member-ledger.ts'
import { type CreateAnswer, createOthers, type Others } from './others.ts'
import type { Digests } from './traces.ts'

/** A claim: a member that may be on the target because of a create of the run. */
export interface OpenClaim {
  readonly n: number
  readonly resource: string
  /** The path of the member; undefined before an answer tells it. */
  path: string | undefined
  readonly note: Parameters<MemberLedger['creating']>[0]
  /** The number of the claim of the member above, where the run has made that one. */
  readonly parent?: number | undefined
  /** The path to which a write may have moved the member. */
  movedTo?: string | undefined
  /** Set for a refused create, until a read or a list has shown whether it stored a member all the same. */
  refused?: RefusedCreate | undefined
  /** The answer to the create, where there was one. */
  answered?: CreateAnswer
}

/** The answer that refused a create. */
export interface RefusedCreate extends CreateAnswer {
  /** The member as it was sent. */
  readonly sent: unknown
}

/** A member that a refused create has stored. */
export interface StoredMember extends RefusedCreate {
  readonly resource: string
  readonly at: string
}

/** The members that may be on the target because of the run. */
export interface Claims {
  /** The claims without an end, by number, in the order of the creates. */
  readonly open: Map<number, OpenClaim>
  readonly ledger: MemberLedger
  /**
   * The paths of the members that a list showed before a create whose member has no mark, by the path of the list.
   * Undefined where the list could not be read.
   */
  readonly listed: Map<string, readonly string[] | undefined>
  /** Paths of members whose claims have ended. A list may go on showing them. */
  readonly ended: Set<string>
  /** Members that refused creates have stored, and that no finding has told yet. */
  readonly stored: StoredMember[]
  /** The members from before the run. */
  readonly others: Others
  /** The values that the ledger has of the members, by the number of the claim. */
  readonly noted: Map<number, Set<string>>
  /**
   * The claims with a write whose answer did not show the member: the next read shows what the write has left. By number, with the names of
   * the properties that the write may have changed; undefined for all.
   */
  readonly unshown: Map<number, ReadonlySet<string> | undefined>
}

/** No member is claimed. */
export function createClaims(ledger: MemberLedger): Claims {
  return {
    open: new Map(),
    ledger,
    listed: new Map(),
    ended: new Set(),
    stored: [],
    others: createOthers(),
    noted: new Map(),
    unshown: new Map(),
  }
}

/** Claims a member, in the ledger first: a create is sent only after this. */
export function openClaim(started: Omit<OpenClaim, 'n'>, { open, ledger, noted, others }: Claims): OpenClaim {
  const claim = { ...started, n: ledger.creating(started.note) }
  open.set(claim.n, claim)
  others.begun.add(claim.resource)
  noted.set(
    claim.n,
    new Set(Object.entries(started.note.wrote ?? {}).map(([at, digest]) => keyOf('wrote', at, digest))),
  )
  return claim
}

/**
 * Notes the path of a claimed member, in the ledger too. Does nothing where the path is undefined or known. A member from before the run is
 * nobody's claim: the create has changed it, and the claim ends.
 */
export function placeClaim(claim: OpenClaim, path: string | undefined, claims: Claims): void {
  const { ledger, others } = claims
  if (path === undefined || claim.path === path) return
  if (others.paths.has(path)) {
    others.changed.push({ resource: claim.resource, at: path, answered: claim.answered })
    return dropClaim(claim, claims)
  }
  claim.path = path
  ledger.createdAt(claim.n, path)
}

/** Notes the paths of members that are there before the run makes any of their resource, in the ledger too. */
export function noteOthers(paths: readonly string[], { others, ledger }: Claims): void {
  const fresh = [...new Set(paths)].filter((path) => !others.paths.has(path))
  if (fresh.length === 0) return
  for (const path of fresh) others.paths.add(path)
  ledger.before(fresh)
}

/** Notes values of the member in the ledger, unless it has them: those that a write is about to send, or that the answer to one shows. */
export function noteValues(
  { n }: Pick<OpenClaim, 'n'>,
  { as, values }: { readonly as: 'wrote' | 'showed'; readonly values: Digests },
  { ledger, noted }: Claims,
): void {
  const known = noted.get(n) ?? new Set()
  noted.set(n, known)
  const ways = as === 'wrote' ? ['wrote'] : ['wrote', 'showed']
  const fresh = Object.entries(values).filter(([at, digest]) => !ways.some((way) => known.has(keyOf(way, at, digest))))
  if (fresh.length === 0) return
  for (const [at, digest] of fresh) known.add(keyOf(as, at, digest))
  ledger[as](n, Object.fromEntries(fresh))
}

function keyOf(as: string, at: string, digest: string): string {
  return `${as} ${digest} ${at}`
}

/** Ends a claim that has turned out to be of no member. */
export function dropClaim({ n }: OpenClaim, { open, ledger, noted, unshown }: Claims): void {
  open.delete(n)
  noted.delete(n)
  unshown.delete(n)
  ledger.gone(n)
}

/** Ends a claim: its member is gone, or stays. */
export function endClaim(claim: OpenClaim, claims: Claims): void {
  dropClaim(claim, claims)
  if (claim.path !== undefined) claims.ended.add(claim.path)
}

/** The paths of members that are not those of a claim to be found: of other claims, and from before the run. */
export function takenPaths(claims: Claims): ReadonlySet<string> {
  return new Set([...claimedPaths(claims), ...claims.others.paths])
}

/** The paths of the members of open claims. */
export function claimedPaths({ open }: Claims): ReadonlySet<string> {
  return new Set([...open.values()].flatMap(({ path }) => path ?? []))
}
