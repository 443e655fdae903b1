import { valueAt, withValueAt } from '../json/pointer.ts'
import { type CreateRequest, memberIn, withMember } from './create-member.ts'
import type { Member } from './member.ts'
import { NotVerified } from './not-verified.ts'
import { ownParameters } from './paths.ts'
import type { World } from './world.ts'

/**
 * Another body for a create under the key of a member that was created.
 * @throws NotVerified where no place of the body or of the path names the member.
 */
export async function sameKeyBody(first: Member, world: World, variant = 4): Promise<CreateRequest> {
  const { resource } = world
  const other = await world.body({ parent: first.parent, variant })
  if ((other.own ?? []).length > 0) return { ...other, own: first.own }
  let member = memberIn(other.body, resource)
  for (const { pointer } of ownParameters(resource)) {
    const key = pointer === undefined ? undefined : valueAt(first.sent, pointer)
    if (pointer === undefined || key === undefined)
      throw new NotVerified('the contract does not say where the body names a member')
    member = withValueAt(member, pointer, key)
  }
  return { ...other, body: withMember(other.body, member, resource) }
}
