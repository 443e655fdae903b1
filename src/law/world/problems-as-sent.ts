import { statusProblems } from '../send/status-problem.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { Problem } from '../session/problem.ts'
import type { World } from './world.ts'

/** The problems of a must in a read of a member that is to be as it was sent. */
export function problemsAsSent(member: Member, read: Answer, world: World): readonly Problem[] {
  if (!isSuccess(read)) return statusProblems(read, ['2xx'], { what: 'a read of the member' })
  return world.shows(member.sent, read).filter(({ level }) => level !== 'should')
}

/** True where a member that is created alone, and that nothing disturbs, has such a problem too. */
export async function areLostAlone(problems: readonly Problem[], world: World): Promise<boolean> {
  const alone = await world.fresh()
  const places = new Set(problemsAsSent(alone, await world.read(alone), world).map(({ at }) => at))
  return problems.some(({ at }) => places.has(at))
}
