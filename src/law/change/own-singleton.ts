import type { Sender } from '../../suite/suite.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'
import { withArticle } from '../session/noun.ts'

/**
 * Ends a check unless the sender shares the singleton. Each caller may have a singleton of their own, such as `/settings`, where it stands
 * below no scope and no parent. A sender who reads another state has one, which a run neither writes nor restores.
 * @throws NotVerified where the sender may have such a singleton.
 */
export async function mustBeShared(member: Member, as: Sender, world: World): Promise<void> {
  const { singleton, within, read } = world.resource
  if (singleton !== true || within.length > 0 || read === undefined) return
  const answer = await world.read(member, { as })
  const shown = world.shown(answer)
  const isSame = member.sent !== undefined && world.compare(member.sent, shown).every(({ level }) => level === 'should')
  if (isSuccess(answer) && !isSame)
    throw new NotVerified(
      `the path of ${withArticle(world.resource.name)} names nobody: ${withArticle(as)} may have one of their own`,
    )
}
