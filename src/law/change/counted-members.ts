import { isDeepStrictEqual } from 'node:util'
import type { Pointer, Resource } from '../../resource/model.ts'
import type { Member } from '../session/member.ts'
import type { Created } from '../world/create-request.ts'
import { createWith, type MemberChange } from '../world/create-with.ts'
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
  if (by === undefined) return world.fresh({ parent: holder, variant })
  const made = await createNaming(holder, { resource: world.resource, by, variant }, world)
  return made === undefined ? undefined : world.arrived(made)
}

/** The property of a body that names a member, and the resource of the body. */
interface Naming {
  readonly resource: Resource
  readonly by: Pointer
  readonly variant?: number
}

/** A create whose body names a member. Undefined where the body has no other member in its place. */
export async function createNaming(named: Member, { by, ...how }: Naming, world: World): Promise<Created | undefined> {
  const keys = keysOf(new Map([[by, named]]), world.document)
  const keyIn = (sent: unknown): unknown => keysNamedBy(sent, how.resource).get(by)?.[0]
  const change: MemberChange = (sent) => {
    const before = keyIn(sent)
    const member = withKeysOfOthers(sent, { keys, isValid: (one) => typeof keyIn(one) === typeof before })
    return before === undefined || isDeepStrictEqual(member, sent) ? undefined : member
  }
  return (await createWith(change, world, { ...how, names: [named] }))?.created
}
