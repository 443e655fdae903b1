import { isDeepStrictEqual } from 'node:util'
import type { Member } from '../session/member.ts'
import type { Problem } from '../session/problem.ts'
import type { World } from '../world/world.ts'

/** The members of a list with the key of a member. A server may show a key in another case than it was sent. */
export function sameKey(members: readonly unknown[], member: Pick<Member, 'own'>, world: World): readonly unknown[] {
  const wanted = keyText(member.own)
  return members.filter((one) => {
    const own = world.keysOf(one)
    return own !== undefined && keyText(own) === wanted
  })
}

/** True where one of the members of a list has the key of a member. */
export function holdsMember(members: readonly unknown[], member: Pick<Member, 'own'>, world: World): boolean {
  return sameKey(members, member, world).length > 0
}

/** True where one of the members of a list shows exactly this key, in the same letters' case. */
export function holdsExactKey(members: readonly unknown[], own: readonly string[] | undefined, world: World): boolean {
  return members.some((one) => isDeepStrictEqual(world.keysOf(one), own))
}

function keyText(own: readonly string[]): string {
  return own.join('/').trim().toLowerCase()
}

/** Returns a problem if a list shows a member that belongs elsewhere. */
export function listedElsewhere(
  members: readonly unknown[],
  member: Pick<Member, 'own'>,
  { where, world }: { readonly where: string; readonly world: World },
): readonly Problem[] {
  if (!holdsMember(members, member, world)) return []
  const key = member.own.join('/')
  return [
    {
      signature: 'listed-elsewhere',
      message: `expected no member ${key} ${where}, got it`,
      at: 'body#',
      expected: 'no such member',
      actual: key,
    },
  ]
}

/** True if a list shows the keys of its members, so that a missing member is missing. */
export function showsKeys(members: readonly unknown[], world: World): boolean {
  return members.every((one) => world.keysOf(one) !== undefined)
}
