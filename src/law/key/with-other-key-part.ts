import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { CreateRequest } from '../world/create-request.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { Member } from '../session/member.ts'
import { ownParameters } from '../body/paths.ts'
import { textAt } from './other-key.ts'
import type { World } from '../world/world.ts'

/** A create of another member, under the key of a member but for one part. Undefined where that part cannot differ. */
export async function withOtherKeyPart(first: Member, index: number, world: World): Promise<CreateRequest | undefined> {
  const { resource } = world
  const made = await world.body({ parent: first.parent, variant: 1 })
  const pointers = ownParameters(resource).map(({ pointer }) => pointer)
  const member = memberIn(made.body, resource)
  const other = made.own?.[index] ?? textAt(member, pointers[index])
  if (other === undefined || other === first.own[index]) return undefined
  const own = first.own.with(index, other)
  let keyed = member
  for (const [place, pointer] of pointers.entries()) {
    if (place === index || pointer === undefined || valueAt(keyed, pointer) === undefined) continue
    keyed = withValueAt(keyed, pointer, valueAt(first.sent, pointer) ?? own[place])
  }
  const body = withMember(made.body, keyed, resource)
  return { ...made, body, ...((made.own ?? []).length > 0 ? { own } : {}) }
}
