import { valueAt } from '../../json/pointer.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { isCommonKey } from '../send/common-key.ts'
import type { Member } from '../session/member.ts'
import { ownParameters } from '../body/paths.ts'
import { unknownKey } from './unknown-key.ts'
import type { World } from '../world/world.ts'

/** A key that no member has, but for one part that of a member. */
export interface OtherKey {
  /** The place of the part in a member. */
  readonly pointer: string
  /** The part as a body has it. */
  readonly value: string | number
  readonly own: readonly string[]
}

/**
 * Another key for a member: another value of the last part that a body can name. Undefined where no part can differ.
 * @param shown the member as a read shows it
 */
export async function otherKey(member: Member, shown: unknown, world: World): Promise<OtherKey | undefined> {
  const { resource } = world
  const isServers = resource.key.chosen?.value === 'server'
  const made = isServers ? undefined : await world.body({ parent: member.parent, variant: 1 })
  const unknown = unknownKey(member.own, world)
  const all = ownParameters(resource).flatMap(({ pointer }, index): OtherKey[] => {
    if (pointer === undefined) return []
    const fresh = made?.own?.[index] ?? textAt(memberIn(made?.body, resource), pointer) ?? unknown.own[index]
    if (fresh === undefined || fresh === member.own[index]) return []
    const own = member.own.with(index, fresh)
    const isNumber = typeof valueAt(shown, pointer) === 'number'
    // A key of a few may be that of a member of others, unless it has the form of random keys. A content may have any name: it has no key there.
    const isShown = String(valueAt(shown, pointer)) === member.own[index]
    const isFree = fresh === unknown.own[index] && unknown.isFree && isShown
    return !isFree && own.every(isCommonKey) ? [] : [{ pointer, value: isNumber ? Number(fresh) : fresh, own }]
  })
  return all.at(-1)
}

/** A part of a key as a text. Undefined where the place is unknown or has neither a text nor a number. */
export function textAt(member: unknown, pointer: string | undefined): string | undefined {
  const value = pointer === undefined ? undefined : valueAt(member, pointer)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
