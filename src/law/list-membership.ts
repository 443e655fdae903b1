import type { Member } from './member.ts'
import type { World } from './world.ts'

/** The members of a list with the key of a member. */
export function sameKey(members: readonly unknown[], member: Pick<Member, 'own'>, world: World): readonly unknown[] {
  return members.filter((one) => world.keysOf(one)?.join('/') === member.own.join('/'))
}

/** True if a list shows the keys of its members, so that a missing member is missing. */
export function showsKeys(members: readonly unknown[], world: World): boolean {
  return members.every((one) => world.keysOf(one) !== undefined)
}
