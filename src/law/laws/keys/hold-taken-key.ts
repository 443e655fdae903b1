import { valueAt, withValueAt } from '../../../json/pointer.ts'
import { memberIn } from '../../body/wrapped-member.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import type { OtherKey } from '../../key/other-key.ts'
import { isLater } from '../../session/exchange.ts'
import { areLostAlone, problemsAsSent } from '../../world/problems-as-sent.ts'
import type { World } from '../../world/world.ts'

/** An update whose body has the key of another member leaves that member as it was created. A server that renames may write over it. */
export async function holdTakenKey(
  { member, facts, other }: Changing & { readonly other: OtherKey },
  world: World,
): Promise<void> {
  const taken = await world.fresh()
  const changed = changedMember({ member, facts, variant: 3 }, world)
  const index = member.own.findIndex((part, at) => part !== other.own[at])
  const part = taken.own[index]
  // The body names the last part of a key alone.
  const isNamed = part !== undefined && taken.own.every((one, at) => at === index || one === member.own[at])
  if (changed === undefined || !isNamed) return
  const value = valueAt(memberIn(taken.sent, world.resource), other.pointer) ?? withTypeOf(other.value, part)
  const answer = await world.update(member, withValueAt(changed, other.pointer, value), { facts })
  if (isLater(answer)) return
  const read = await world.read(taken)
  const problems = problemsAsSent(taken, read, world)
  if (problems.length > 0 && (await areLostAlone(problems, world))) return
  const after = `an update of ${member.own.join('/')} with the key of ${taken.own.join('/')} in its body, answered ${answer.status}`
  world.expect(
    read,
    problems.slice(0, 1).map((problem) => ({
      ...problem,
      signature: 'overwritten',
      message: `expected the other member as it was created after ${after}: ${problem.message}`,
    })),
  )
}

function withTypeOf(value: string | number, part: string): string | number {
  return typeof value === 'number' ? Number(part) : part
}
