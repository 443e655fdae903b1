import type { Answer } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { changedBy } from '../session/problem.ts'
import { statusProblems } from '../send/status-problem.ts'
import type { World } from '../world/world.ts'

/**
 * Expects that writes, which must be refused, have changed nothing.
 * @param before the answer to a read before the writes
 * @param how the writes in words, such as `without credentials`
 * @returns false where something has changed
 */
export async function expectUnchanged(
  member: Member,
  { before, how }: { readonly before: Answer; readonly how: string },
  world: World,
): Promise<boolean> {
  const after = await world.readOf(member)
  if (after === undefined) return true
  const write = `a write ${how}`
  const gone = statusProblems(after, ['2xx'], { what: `a read after writes ${how}` })
  if (!world.expect(after, changedBy(gone, write))) return false
  return world.expect(after, changedBy(world.shows(world.shown(before), after), write))
}
