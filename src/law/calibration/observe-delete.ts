import { isObject } from '../../json/pointer.ts'
import { updateName } from '../../resource/file/model-file.ts'
import { changedMember } from '../change/changed-member.ts'
import { isAbsent, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { Noting } from './noting.ts'
import type { World } from '../world/world.ts'

/** Deletes the member, looks for it, and deletes it again. */
export async function observeDelete(
  world: World,
  member: Member,
  { note, remark, known, line }: Noting,
): Promise<void> {
  const { delete: remove, read } = world.resource
  if (remove === undefined) return
  const before = read === undefined ? undefined : world.shown(await world.read(member))
  const removed = known(await world.remove(member), remove.operation)
  if (!isSuccess(removed)) return
  if (read !== undefined) {
    const answer = known(await world.read(member), read.operation)
    const { status } = answer
    const text = `${line(read.operation)} after the delete was answered ${status}`
    if (isAbsent(answer)) note('delete.leaves', 'nothing', text)
    else if (removed.status === 202) note('delete.leaves', 'later', text)
    else if (isSuccess(answer) && isMarked(before, world.shown(answer)))
      note('delete.leaves', 'tombstone', `${text}, with another state`)
    // A delete that leaves the member as it was may be a fault: the contract must state it.
    else remark(text)
  }
  await observeUnknown(world, member, { note, remark, known, line })
  const again = known(await world.remove(member), remove.operation)
  if (again.status < 500)
    note('delete.again', again.status, `a second ${line(remove.operation)} was answered ${again.status}`)
}

/** True if a delete has changed a word or a flag of the member, such as its state. Times change with each write. */
function isMarked(before: unknown, after: unknown): boolean {
  if (!isObject(before) || !isObject(after)) return false
  return Object.entries(after).some(([name, value]) => {
    const isState = typeof value === 'boolean' || (typeof value === 'string' && !/^\d{4}-\d\d-\d\d/.test(value))
    return isState && typeof before[name] === typeof value && before[name] !== value
  })
}

/** A patch of the deleted member. A PUT is not sent: it may create a member. */
async function observeUnknown(world: World, member: Member, { note, known, line }: Noting): Promise<void> {
  const { updates } = world.resource
  for (const [index, facts] of updates.entries()) {
    const changed =
      world.operation(facts.operation).method === 'PATCH' ? changedMember({ member, facts }, world) : undefined
    if (changed === undefined) continue
    const answer = known(await world.update(member, changed, { facts }), facts.operation)
    const { status } = answer
    const text = `${line(facts.operation)} after the delete was answered ${status}`
    if (isAbsent(answer)) note(`updates.${updateName(updates, index)}.unknown`, status, text)
  }
}
