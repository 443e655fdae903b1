import { isSuccess } from '../exchange.ts'
import type { Member } from '../member.ts'
import type { Noting } from './noting.ts'
import type { World } from '../world.ts'

/** Deletes the member, looks for it, and deletes it again. */
export async function observeDelete(
  world: World,
  member: Member,
  { note, remark, known, line }: Noting,
): Promise<void> {
  const { delete: remove, read } = world.resource
  if (remove === undefined) return
  const removed = known(await world.remove(member), remove.operation)
  if (!isSuccess(removed)) return
  if (read !== undefined) {
    const { status } = known(await world.read(member), read.operation)
    const text = `${line(read.operation)} after the delete was answered ${status}`
    if (status === 404 || status === 410) note('delete.leaves', 'nothing', text)
    else if (removed.status === 202) note('delete.leaves', 'later', text)
    // A delete that leaves the member may be a fault: the contract must state it.
    else remark(text)
  }
  const again = known(await world.remove(member), remove.operation)
  if (again.status < 500)
    note('delete.again', again.status, `a second ${line(remove.operation)} was answered ${again.status}`)
}
