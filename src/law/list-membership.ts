import type { Member } from './member.ts'
import type { World } from './world.ts'

/** The members of a list with the key of a member. A server may show a key in another case than it was sent. */
export function sameKey(members: readonly unknown[], member: Pick<Member, 'own'>, world: World): readonly unknown[] {
  const wanted = keyText(member.own)
  return members.filter((one) => {
    const own = world.keysOf(one)
    return own !== undefined && keyText(own) === wanted
  })
}

function keyText(own: readonly string[]): string {
  return own.join('/').trim().toLowerCase()
}

/** True if a list shows the keys of its members, so that a missing member is missing. */
export function showsKeys(members: readonly unknown[], world: World): boolean {
  return members.every((one) => world.keysOf(one) !== undefined)
}
