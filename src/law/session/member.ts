import type { Resource } from '../../resource/model.ts'
import type { Answer } from './exchange.ts'

/** A member that the run created, or one that was there before and is only read. */
export interface Member {
  readonly resource: Resource
  readonly parent: Member | undefined
  /** The values of the path parameters above the member, in the order of the path. */
  readonly above: readonly string[]
  /** The values of its own path parameters. */
  readonly own: readonly string[]
  /** The member as it was sent; undefined for a member from before. */
  readonly sent: unknown
  /** The answer to its create. */
  readonly created: Answer | undefined
  /** The entry of the ledger; undefined for a member from before. */
  readonly claim: number | undefined
  /** The members of other resources that its body names. */
  readonly refersTo?: readonly Member[]
}

/** A member from before the run, or one that does not exist: it is only read. */
export function unmadeMember({
  resource,
  parent,
  above,
  own,
}: Pick<Member, 'resource' | 'parent' | 'above' | 'own'>): Member {
  return { resource, parent, above, own, sent: undefined, created: undefined, claim: undefined }
}

/** The values of all path parameters of a member. */
export function pathOf({ above, own }: Pick<Member, 'above' | 'own'>): readonly string[] {
  return [...above, ...own]
}
