import type { Member } from '../session/member.ts'
import type { MemberPool } from '../session/member-pool.ts'
import type { LawSession } from '../session/session.ts'

/** The claims that a law does not remove at its end: all that there are before it, but those of members that it may take as its own. */
export function claimsOfOthers({ claims, pool }: Pick<LawSession, 'claims' | 'pool'>): ReadonlySet<number> {
  const open = new Set([...pool.unused.values()].flat().map(({ claim }) => claim))
  return new Set([...claims.open.keys()].filter((n) => !open.has(n)))
}

/** The claims of members that laws share, of those that these name, and of those above them. */
export function keptBetweenLaws({ shared, named, several, unused }: MemberPool): ReadonlySet<number | undefined> {
  const kept = new Set<Member>()
  const open = [...shared.values(), ...named.values(), ...several.values(), ...unused.values()].flat()
  for (let member = open.pop(); member !== undefined; member = open.pop()) {
    if (kept.has(member)) continue
    kept.add(member)
    open.push(...(member.refersTo ?? []), ...(member.parent === undefined ? [] : [member.parent]))
  }
  return new Set([...kept].map(({ claim }) => claim))
}
