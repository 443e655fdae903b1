import { isDeepStrictEqual } from 'node:util'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { Member } from '../session/member.ts'
import { keysNamedBy, keysOf, withKeysOfOthers } from '../world/keys-of-others.ts'
import type { World } from '../world/world.ts'
import type { Counter } from './counters.ts'

/** A holder without members, and another one. Undefined where none can be made. */
export async function holders(
  { holder, by }: Pick<Counter, 'holder' | 'by'>,
  world: World,
): Promise<{ readonly holder: Member; readonly other: Member | undefined } | undefined> {
  if (by === undefined) {
    const { parent } = await world.above()
    return parent === undefined ? undefined : { holder: await world.otherParent(), other: parent }
  }
  const named = (refersTo: readonly Member[] = []): Member | undefined =>
    refersTo.find(({ resource, claim }) => resource.name === holder.name && claim !== undefined)
  const own = named((await world.body({ namesOwn: true })).refersTo)
  const other = named((await world.body({ namesOwn: true })).refersTo)
  return own === undefined ? undefined : { holder: own, other: other === own ? undefined : other }
}

/** A member that the holder counts. Undefined where none can be made. */
export async function madeBelow(
  holder: Member,
  { counter: { by }, variant }: { readonly counter: Pick<Counter, 'by'>; readonly variant: number },
  world: World,
): Promise<Member | undefined> {
  const { resource, document } = world
  if (by === undefined) return world.fresh({ parent: holder, variant })
  const asked = await world.body({ variant })
  const keys = keysOf(new Map([[by, holder]]), document)
  const sent = memberIn(asked.body, resource)
  const [before] = keysNamedBy(sent, resource).get(by) ?? []
  const isSame = (one: unknown): boolean => typeof keysNamedBy(one, resource).get(by)?.[0] === typeof before
  const member = withKeysOfOthers(sent, { keys, isValid: isSame })
  if (before === undefined || isDeepStrictEqual(member, sent)) return undefined
  const refersTo = [...(asked.refersTo ?? []), holder]
  return world.arrived(await world.create({ ...asked, refersTo, body: withMember(asked.body, member, resource) }))
}
