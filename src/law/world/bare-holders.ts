import type { Resource } from '../../resource/model.ts'
import { withMember } from '../body/wrapped-member.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { MemberPool } from '../session/member-pool.ts'
import type { Member } from '../session/member.ts'
import type { LawSession } from '../session/session.ts'
import type { References } from './keys-of-others.ts'
import { optionalIn } from './optional-in.ts'
import { actedOn } from './send-action.ts'

/** Parents and named members of required properties alone, which are made from now on. */
export interface BareHolders {
  /** Takes the members of before again: those without optional properties have not helped. */
  readonly undo: () => void
}

interface Held {
  readonly resource: Resource
  readonly parent: Member | undefined
  readonly references: References
}

/** Statuses by which the state of another member may refuse a create. */
const BY_STATE: ReadonlySet<number> = new Set([400, 403, 409, 422, 423])

/**
 * Has later parents and named members of a refused create made of their required properties alone: a flag such as `blocked: true` may be the reason.
 * Undefined where none of them has others, and where that was tried.
 */
export function bareHolders({ resource, parent, references }: Held, session: LawSession): BareHolders | undefined {
  const { learned, pool } = session
  if (makingsOf(resource, learned).statuses?.some((status) => BY_STATE.has(status)) !== true) return undefined
  const holders = [...(parent === undefined ? [] : [parent]), ...references.values()].filter((one) =>
    isOpen(one, session),
  )
  if (holders.length === 0) return undefined
  const makings = [...new Set(holders.map((one) => makingsOf(one.resource, learned)))]
  for (const one of makings) one.areHoldersBare = true
  const isHolder = ([, member]: readonly [string, Member]): boolean =>
    holders.some(({ resource: { name } }) => name === member.resource.name)
  /** Takes the holders from the pool, and returns them. */
  const take = (): Pick<MemberPool, 'named' | 'shared'> => {
    const named = new Map([...pool.named].filter(isHolder))
    const shared = new Map(
      [...pool.shared].filter((entry) => isHolder(entry) && isAbove(entry[0], { resource, parent })),
    )
    for (const key of named.keys()) pool.named.delete(key)
    for (const key of shared.keys()) pool.shared.delete(key)
    return { named, shared }
  }
  const { named, shared } = take()
  return {
    undo() {
      for (const one of makings) one.areHoldersBare = false
      take()
      for (const [key, member] of named) pool.named.set(key, member)
      for (const [key, member] of shared) pool.shared.set(key, member)
    },
  }
}

/** True for a member of the run with optional properties, beside which nothing was tried. */
function isOpen({ resource, claim, sent }: Member, session: LawSession): boolean {
  if (claim === undefined || makingsOf(resource, session.learned).areHoldersBare !== undefined) return false
  return optionalIn(withMember({}, sent, resource), resource, session).length > 0
}

function isAbove(key: string, { resource, parent }: Pick<Held, 'resource' | 'parent'>): boolean {
  return key === actedOn(resource) || key === parent?.resource.name
}
