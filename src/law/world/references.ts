import type { Pointer, Resource } from '../../resource/model.ts'
import { demandedFor } from '../send/demanded-query.ts'
import { firstListed } from './first-listed.ts'
import type { References } from './keys-of-others.ts'
import { type Member, pathOf } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import { parentOf } from '../body/paths.ts'
import type { CaseSession } from '../session/case-session.ts'
import type { Learned } from '../session/learned.ts'
import type { LawSession } from '../session/session.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import type { Fresh } from './world.ts'

/** The means of making the members that a body names. */
export interface Referring extends CaseSession {
  /** Creates a member of another resource. */
  readonly fresh: (resource: Resource, how: Fresh) => Promise<Member>
}

/** The members of a resource that bodies name in turn, as a count: a filter by one leaves the others out. */
const SHARED = 2

/**
 * The members of other resources that a body names. All bodies of a run share them. Where no two members may name the same member, each
 * body names another. A property whose member cannot be made, nor is there one to read, is left out.
 */
export async function referencesFor(
  resource: Resource,
  how: Pick<Fresh, 'parent' | 'variant' | 'namesOwn'>,
  referring: Referring,
): Promise<References> {
  const { session } = referring
  const found = new Map<Pointer, Member>()
  // Two resources may name each other.
  if (session.pool.naming.has(resource.name)) return found
  session.pool.naming.add(resource.name)
  try {
    for (const [pointer, { value }] of Object.entries(resource.refers)) {
      const other = session.model.resources[value]
      if (other === undefined || session.pool.naming.has(value)) continue
      // Two properties of one resource name two members, as with the accounts of a transfer.
      const before = [...found.values()].filter((one) => one.resource === other).length
      const isBeside = parentOf(other, session.model) === parentOf(resource, session.model)
      // A list that has to be asked for the members that name one shows those of the run where all name the same.
      const demanded = demandedFor(pointer, resource, session)
      const place = {
        parent: isBeside ? how.parent : undefined,
        variant: (demanded === undefined ? (how.variant ?? 0) : 0) + before,
        isOwn: how.namesOwn === true,
      }
      const member = await referenceTo(other, { of: resource, ...place }, referring)
      if (member === undefined) continue
      found.set(pointer, member)
      if (demanded !== undefined && !place.isOwn) noteDemanded(demanded, { resource, member }, session.learned)
    }
  } finally {
    session.pool.naming.delete(resource.name)
  }
  return found
}

/** Notes the query of a list that demands one. Where each member names another one, no such query shows all members. */
function noteDemanded(
  name: string,
  { resource, member }: { readonly resource: Resource; readonly member: Member },
  { demanded, makings }: Learned,
): void {
  const [id, value] = [resource.list?.operation ?? '', member.own[0]]
  if (makings.get(resource.name)?.sharing === 'own' || value === undefined) demanded.delete(id)
  else if (!demanded.has(id)) demanded.set(id, { [name]: value })
}

interface Place {
  /** The resource whose members name the other one's. */
  readonly of: Resource
  readonly parent: Member | undefined
  readonly variant: number
  /** True for a member that no other body names. */
  readonly isOwn: boolean
}

async function referenceTo(
  other: Resource,
  { of, parent, variant, isOwn }: Place,
  { fresh, record, session }: Referring,
): Promise<Member | undefined> {
  const index = variant % SHARED
  const name = [other.name, ...(parent === undefined ? [] : pathOf(parent)), index].join('/')
  const isAlone = isOwn || session.learned.makings.get(of.name)?.sharing === 'own'
  const isShared = !isAlone || !isMade(other, session)
  const known = isShared ? session.pool.named.get(name) : undefined
  if (known !== undefined) return known
  return unlessNotVerified(async () => {
    const member = isMade(other, session)
      ? await fresh(other, { parent, isHolder: true })
      : await firstListed(other, { parent, index }, { record, session })
    if (isShared && member !== undefined) session.pool.named.set(name, member)
    return member
  })
}

function isMade(resource: Resource, session: LawSession): boolean {
  return (
    whyNotWritten(resource, session) === undefined &&
    session.learned.makings.get(resource.name)?.impossible === undefined
  )
}
