import type { Resource } from '../../resource/model.ts'
import type { ParentPair } from '../body/paths.ts'
import type { Member } from '../session/member.ts'
import type { MemberPool } from '../session/member-pool.ts'

interface Sharing {
  readonly fresh: (resource: Resource) => Promise<Member>
  readonly pool: MemberPool
}

/** The shared members of two parents that stand beside each other: the second, which leads to the first. */
export async function sharedPair({ first, second }: ParentPair, { fresh, pool }: Sharing): Promise<Member> {
  const shared = async (one: Resource): Promise<Member> => {
    const member = pool.shared.get(one.name) ?? (await fresh(one))
    pool.shared.set(one.name, member)
    return member
  }
  const parent = await shared(first)
  return { ...(await shared(second)), parent }
}
